"""One process of a training: `launching` starts it, and it tells that how things go.

It reads a `Job` from its input, which ends when whoever started it is gone, and writes a line of
JSON for each thing that it tells.
"""

import json
import os
import signal
import sys
import threading
import traceback

from helpers.backend import group
from helpers.scale.agreement import Different
from helpers.scale.job import LOST, TOLD, Job
from helpers.scale.process import train


def channel():
    """A function that tells things. What C++ code prints goes where errors go."""
    lines = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def tell(**things):
        print(json.dumps(things), file=lines, flush=True)

    return tell


def end_with_input():
    """End this process when its input ends."""
    sys.stdin.read()
    os._exit(LOST)


def main():
    """Train, and end at once where that fails: to leave the group would be to wait for it."""
    tell = channel()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started it decides
    job = Job(**json.loads(sys.stdin.readline()))
    threading.Thread(target=end_with_input, daemon=True).start()
    try:
        train(job, tell)
    except group.Lost as error:
        if job.processes == 1 or "RESOURCE_EXHAUSTED" in str(error):
            end(tell, f"JAX ended the training: {error}")
        os._exit(LOST)
    except Different as error:
        tell(error=str(error))
        group.leave()  # together: who lost process 0 would be ended before it has said why
        os._exit(TOLD)
    except (ValueError, TypeError, FloatingPointError, OSError) as error:
        end(tell, str(error))
    except BaseException:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)
    os._exit(0)


def end(tell, why):
    """Say why, and end."""
    tell(error=why)
    os._exit(TOLD)


if __name__ == "__main__":
    main()
