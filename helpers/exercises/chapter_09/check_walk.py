"""What holds for a step of a chain: downhill without heat, √(2ηT) of a shake, the right spread."""

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run

SHAPES = {
    (): "a mean over all chains. Each chain goes its own way",
    (2,): "a mean over the chains. Each chain goes its own way",
    (6,): "a sum over the coordinates. Each coordinate has its own step",
    (2, 6): "the axes are swapped",
}
STEP, HEAT = 0.05, 3.0


def langevin(slope, x, step, temperature, shake):
    """One step downhill and one shake, (chains, d)."""
    return x - step * slope + np.sqrt(2 * step * temperature) * shake


def check_step(answer):
    """One Langevin step at a temperature."""
    rng = np.random.default_rng(9)
    slope, x, shake = _places(rng, 6, 2)
    _goes_downhill_without_heat(_theirs(answer, slope, x, STEP, 0.0, shake), slope, x)
    value, right = (
        _theirs(answer, slope, x, STEP, HEAT, shake),
        langevin(slope, x, STEP, HEAT, shake),
    )
    cause = cause_of(value, _slips(slope, x, shake), "a factor of the shake")
    moved = ((value - x + STEP * slope) * shake).sum() / (shake**2).sum()
    if abs(moved - np.sqrt(2 * STEP * HEAT)) > 1e-3:
        raise NotYet(
            f"At temperature 3 and step 0.05 a shake of 1 moves the chain by {moved:.3f}; "
            f"expected {np.sqrt(2 * STEP * HEAT):.3f}.",
            cause,
        )
    agree(value, right, "chain {}, number {},", cause)
    for chains, d, step, heat in ((4, 3, 0.3, 0.6), (1, 5, 1.7, 0.02), (9, 1, 0.004, 40.0)):
        slope, x, shake = _places(rng, chains, d)
        given = slope, x, step, heat, shake
        what = f"step size {step:g} and temperature {heat:g}, chain {{}}, number {{}},"
        cause = "something that fits one step size or temperature only"
        agree(_theirs(answer, *given), langevin(*given), what, cause)
    return (
        "Your step goes straight downhill at temperature 0, and its shake has the size "
        "√(2ηT) that keeps a chain at exp(-E/T)."
    )


def _places(rng, chains, d):
    return rng.normal(0.5, 1.5, size=(3, chains, d)).astype("float32")


def _theirs(answer, slope, x, step, temperature, shake):
    given = dict(slope=slope, x=x, step=step, temperature=temperature, shake=shake)
    return expect(run(answer, **given), x.shape, SHAPES if x.shape == (6, 2) else {})


def _goes_downhill_without_heat(cold, slope, x):
    slips = {
        "the sign of the slope. A chain goes downhill: subtract": x + STEP * slope,
        "the slope is not multiplied by the step size": x - slope,
        "the slope is missing. Then the chain is shaken and nothing else": x,
        "only the move was returned. Add it to `x`": -STEP * slope,
        "the slope is taken twice": x - 2 * STEP * slope,
    }
    if not np.allclose(cold, x - STEP * slope, rtol=1e-4, atol=1e-4):
        raise NotYet(
            "At temperature 0 your step is not the one downhill, x - step · slope.",
            cause_of(cold, slips, "a shake that does not vanish with the temperature"),
        )


def _slips(slope, x, shake):
    down = x - STEP * slope
    return {
        "the 2 is missing: √(2ηT)": down + np.sqrt(STEP * HEAT) * shake,
        "the root is missing. Shakes of n steps add up to √n, not to n": down
        + 2 * STEP * HEAT * shake,
        "the root is only over the temperature": down + 2 * STEP * np.sqrt(HEAT) * shake,
        "the root is only over the step": down + np.sqrt(2 * STEP) * HEAT * shake,
        "the shake is missing": down,
        "the temperature alone. The shake shrinks with the step, too": down
        + np.sqrt(2 * HEAT) * shake,
        "the shake is subtracted. As noise that would do, but not with the shake that was given": (
            down - np.sqrt(2 * STEP * HEAT) * shake
        ),
        "the step size is squared under the root": down + np.sqrt(2 * HEAT) * STEP * shake,
    }
