"""What holds for bits per pixel at 256 levels, computed from a density in any unit."""

import math

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

PIXELS, LEVELS = 784, 256
SHAPES = {
    (): "a mean over the pictures. Each has its own log density, and so its own bits",
    (4, 1): "`keepdims=True`, or a new axis that is too much",
}
USUAL = "a factor, or a volume that is missing or counted twice"


def bits(nats, step, pixels):
    """-log₂ P(levels) a pixel, from log p(x) in nats where a grey level is `step` wide."""
    return -(nats + pixels * np.log(step)) / (pixels * math.log(2))


def check_bits(answer):
    """Log densities in the units of the pixels to bits per pixel at 256 levels."""
    nats = np.array([-1600.0, 2750.0, 0.0, -4000.0])
    step = 1 / 255

    def theirs(nats, step, pixels=PIXELS):
        value = run(answer, nats=np.asarray(nats, float), step=step, pixels=pixels)
        return expect(value, np.shape(nats), SHAPES if len(nats) == 4 else {})

    value = theirs(nats, step)
    cause = cause_of(value, _slips(nats, step), USUAL)
    _guessing_costs_eight(theirs, cause)
    _no_unit_changes_it(theirs, cause)
    _pixels_share_the_price(theirs, cause)
    what = "pixels from 0 to 1, the bits of picture {},"
    agree(value, bits(nats, step, PIXELS), what, cause)
    rng = np.random.default_rng(12)
    for pictures, step, pixels in ((6, 0.37, 100), (1, 2 / 255, 3072), (3, 5.0, 1)):
        nats = rng.normal(-2, 2, size=pictures) * pixels
        what = f"step {step:g} and {pixels} pixels, the bits of picture {{}},"
        told, fits = theirs(nats, step, pixels), "something that fits one unit or size only"
        agree(told, bits(nats, step, pixels), what, fits)
    return (
        "Guessing costs 8 bits in every unit, and the same model keeps its bits when its pixels "
        "are rescaled. Numbers like that may stand in one column."
    )


def _slips(nats, step):
    """The usual slips, and what each gives."""
    volume = PIXELS * math.log(step)
    return {
        "the width of a grey level. These are bits of a density, not of a level": (
            bits(nats, 1.0, PIXELS)
        ),
        "the sign of the width's logarithm. P = p · width": (
            -(nats - volume) / (PIXELS * math.log(2))
        ),
        "the width counts once. Each pixel has one": (
            -(nats + math.log(step)) / (PIXELS * math.log(2))
        ),
        "the width itself, without its logarithm": (
            -(nats + PIXELS * step) / (PIXELS * math.log(2))
        ),
        "nats were not turned into bits: divide by log 2": -(nats + volume) / PIXELS,
        "multiplied by log 2 where it should be divided": -(nats + volume) * math.log(2) / PIXELS,
        "bits of the whole picture. Divide by the number of pixels": (
            -(nats + volume) / math.log(2)
        ),
        "the sign. Bits are a price: minus the logarithm": -bits(nats, step, PIXELS),
        "8 is added whatever the unit. That is right for a width of 1/256 only": (
            8 - nats / (PIXELS * math.log(2))
        ),
    }


def _guessing_costs_eight(theirs, cause):
    for name, step in (("0 to 256", 1.0), ("0 to 1", 1 / 256), ("-1 to 1", 2 / 256)):
        guess = theirs([-PIXELS * math.log(LEVELS * step)], step)[0]
        if not math.isclose(guess, 8, abs_tol=1e-3):
            raise NotYet(
                f"A model that guesses evenly over 256 levels, with pixels from {name}, costs "
                f"{guess:.3f} bits per pixel by your formula. Guessing one of 256 costs 8.",
                cause,
            )


def _no_unit_changes_it(theirs, cause):
    there = theirs([-1600.0 - PIXELS * math.log(3)], 3.0)[0]
    here = theirs([-1600.0], 1.0)[0]
    if not math.isclose(here, there, abs_tol=1e-3):
        raise NotYet(
            f"One model, its pixels once multiplied by 3: your formula gives {here:.3f} and "
            f"{there:.3f} bits. The unit of the pixels is nobody's merit.",
            cause,
        )


def _pixels_share_the_price(theirs, cause):
    one, two = theirs([-500.0], 0.5, 100)[0], theirs([-1000.0], 0.5, 200)[0]
    if not math.isclose(one, two, rel_tol=1e-4):
        raise NotYet(
            f"A picture of 100 pixels costs {one:.3f} bits per pixel by your formula, and two of "
            f"them side by side {two:.3f}. Expected the same.",
            cause,
        )
