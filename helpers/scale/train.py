"""Train one model with several processes, on one host or many.

python -m helpers.scale.train vae --data moons --processes 2 --out mine.npz

On several hosts, the same on each with its own number, and process 0 first:

python -m helpers.scale.train vae --data moons --processes 2 --coordinator HOST:PORT --process 0
python -m helpers.scale.train vae --data moons --processes 2 --coordinator HOST:PORT --process 1

Under Slurm, srun says all of that: srun -n 2 python -m helpers.scale.train vae --data moons
"""

import argparse
import signal
import sys

from helpers.scale import job, launching


def parser():
    """The command line. What is wrong in it is said by `job.checked`, in a sentence."""
    words = argparse.ArgumentParser(
        "python -m helpers.scale.train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    words.add_argument("family", metavar="FAMILY", nargs="?", help=", ".join(job.FAMILY))
    words.add_argument("--data", help=f"{', '.join(job.DATA)}, or the path of a folder of pictures")
    words.add_argument("--processes", metavar="N", help="how many train together; by default 1")
    words.add_argument(
        "--steps", default="100", help="how often all weights change; by default 100, a trial"
    )
    words.add_argument("--seed", default="0", help="makes the weights repeatable; by default 0")
    words.add_argument(
        "--batch-size", metavar="ROWS", help="rows a step, of all processes together"
    )
    words.add_argument("--out", metavar="mine.npz", help="the file that gets the weights")
    words.add_argument("--coordinator", metavar="HOST:PORT", help="where process 0 is met")
    words.add_argument("--process", metavar="I", help="the number of this one, from 0")
    words.add_argument(
        "--wait", default="60", metavar="SECONDS", help="for the others; by default 60"
    )
    return words


def main(words=None):
    """Train as the command line says."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as if by Ctrl+C
    try:
        launching.run(job.checked(parser().parse_args(words)))
    except (ValueError, TypeError, OSError, launching.Failed) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped before work began.")


if __name__ == "__main__":
    main()
