"""What a DrawDensity needs without a kernel: each family's theatre, and how a drawing is read."""

from book.brains import theatre
from book.brains.figure import colours
from helpers.explorer.drawing import draw_density
from helpers.figures.maps import NATS

SAMPLES = 10_000  # that tell a model its units, in the theatre's session
SIDE = 160  # of the truth's map, as in `shade_truth`


def pack(explorer, nets):
    first = explorer.menu.value
    packs = {family: of_family(explorer, family, nets) for family in explorer.menu.options}
    of_family(explorer, first, nets)
    return {
        "label": "live",
        "parts": packs[first]["parts"]
        | {
            "stage": explorer.theatre.page,
            "page": explorer.page,
            "menu": explorer.menu,
            "train": explorer.button,
        },
        "nets": named(packs, "nets"),
        "later": named(packs, "arrays"),
        "values": {
            "families": {family: packed["values"] for family, packed in packs.items()},
            "bounds": [list(limits) for limits in explorer.data.bounds],
            "seconds": draw_density.SECONDS,
            "samples": SAMPLES,
            "truth": {"side": SIDE, "nats": NATS, "greys": colours("Greys").ravel().tolist()},
        },
    }


def of_family(explorer, family, nets):
    """What the theatre needs with this family in it, but for what belongs to one drawing."""
    explorer.menu.value = family
    explorer.begin()
    packed = theatre.pack(explorer.theatre, nets)
    for name in ("truth", "bounds", "shift", "scale", "volume", "kls", "key"):
        del packed["values"][name]
    return packed


def named(packs, part):
    """Files or arrays of all families in one dictionary."""
    return {f"{f} {name}": one for f, packed in packs.items() for name, one in packed[part].items()}
