"""Every family learns three drawings: `python tests/benchmarks/drawing.py`, eight minutes.

From the press of `DrawDensity`'s button until the theatre pauses: seconds, steps, the KL to the
truth at the start and at the end in nats (GANs: none), with nothing else running.
"""

import asyncio
import time

import numpy as np

from helpers.explorer import DrawDensity
from helpers.explorer.drawing import strokes
from helpers.families import FAMILIES

DRAWINGS = {
    "word": strokes.example(),
    "letter": [[[-1.2, -1.5], [0.0, 1.6], [1.2, -1.5]], [[-0.7, -0.3], [0.7, -0.3]]],
    "ring": [[[1.5 * np.cos(turn), 1.5 * np.sin(turn)] for turn in np.linspace(0, 2 * np.pi, 60)]],
}


async def press(live):
    """Seconds from the press of the button until the theatre pauses."""
    live.theatre._loop = asyncio.get_running_loop()
    start = time.perf_counter()
    live.button.click()
    await live.theatre._task
    live.theatre._loop = None
    return time.perf_counter() - start


def row(family, drawing):
    live = DrawDensity([family])
    live.strokes = DRAWINGS[drawing]
    seconds = asyncio.run(press(live))
    kls = [kl for _, kl in live.theatre.kl_history]
    nats = f"{kls[0]:.2f} to {kls[-1]:.3f}" if kls else "-"
    return f"| {family.label} | {drawing} | {seconds:.1f} | {live.theatre.steps} | {nats} |"


if __name__ == "__main__":
    print("| family | drawing | seconds | steps | KL, nats |\n|---|---|---|---|---|")
    for family in FAMILIES:
        for drawing in DRAWINGS:
            print(row(family, drawing), flush=True)
