"""Measures the edges of NumPy's ziggurat: `python -m book.page.ziggurat` writes ziggurat.js anew.

NumPy's layers carry the rounding of the program that once made them, so the equations give them to
14 digits only. But a normal is `place * edge / 2**52`, its place taken from the generator's bits:
for bits that we choose, the number that comes out says the edge exactly.
"""

from pathlib import Path

import numpy as np

FILE = Path(__file__).with_name("ziggurat.js")
LAYERS = 256
MULTIPLIER = 0x2360ED051FC65DA44385DF649FCCF645
BACK = pow(MULTIPLIER, -1, 2**128)


def normal_from(bits, high):
    """The normal that NumPy makes of 64 random bits; `high` varies the bits that follow."""
    generator = np.random.PCG64(0)
    state = generator.state
    increment = state["state"]["inc"]
    wanted = high << 64 | high ^ bits  # `high` below 2**58: its halves are mixed unturned
    state["state"]["state"] = (wanted - increment) * BACK % 2**128
    generator.state = state
    return np.random.Generator(generator).standard_normal()


def edge(layer):
    """Of several normals at one place of a layer all that are not thrown away are equal."""
    place = 2**48  # a power of two: the product is exact
    made = [normal_from(layer | place << 9, high) for high in range(99)]
    values, counts = np.unique(made, return_counts=True)
    return float(values[counts.argmax()]) / place * 2**52


def script():
    edges = [repr(edge(layer)) for layer in range(LAYERS)]
    lines = ("  " + ", ".join(edges[i : i + 4]) + "," for i in range(0, LAYERS, 4))
    says = "// Written by `python -m book.page.ziggurat`: where the layers of NumPy's normals end."
    return "\n".join([says, "export const EDGES = [", *lines, "];", ""])


if __name__ == "__main__":
    FILE.write_text(script(), "utf-8", newline="\n")
