"""What holds for a concept vector that leaks nothing."""

import numpy as np

from helpers.exercises.agreement import cause_of, expect
from helpers.exercises.answers import NotYet, run

# A mean face that is not 0, and two directions that are not perpendicular.
FACE = np.array([4.0, -3.0, 2.0, 1.0])
GLASSES = np.array([2.0, 0.7, -1.0, 0.5])
HAT = np.array([0.9, 3.0, 1.0, 0.4])
SHAPES = {
    (): "a mean or sum over all axes. A direction is a code: (d,)",
    (1, 4): "`keepdims=True`",
    (2, 4): "two differences, one for each hat. Average them",
}
OFF = 0.05  # what the mean of a few hundred codes may be off, twice over


def check_direction(answer):
    """What one factor does to a code, the other held fixed, on planted codes."""
    codes, glasses, hat = planted()
    value = _theirs(answer, codes, glasses, hat)
    leak, own, rest = _shares(value)
    cause = cause_of(value, _slips(codes, glasses, hat), "a comparison of unlike groups")
    leaky = codes[glasses == 1].mean(axis=0) - codes[glasses == 0].mean(axis=0)
    if np.allclose(value, leaky, atol=1e-4):
        raise NotYet(
            f"Moving along your vector puts {leak:.0%} of a hat on people who put on glasses.",
            "nothing holds the hat fixed: most people with glasses wear one too",
        )
    if abs(leak) > OFF:
        raise NotYet(f"Your vector carries {leak:.0%} of a hat. It should carry none.", cause)
    if abs(own - 1) > OFF:
        raise NotYet(
            f"Your vector carries {own:.2f} times the glasses. Adding it once should put on one "
            f"pair.",
            cause,
        )
    _carries_nothing_else(rest, cause)
    _holds_elsewhere(answer)
    return (
        f"On planted codes your vector carries {own:.2f} pairs of glasses and {abs(leak):.0%} of "
        f"a hat, however often the two go together."
    )


def _theirs(answer, codes, glasses, hat):
    value = run(answer, codes=codes, glasses=glasses, hat=hat)
    return expect(value, codes.shape[1:], SHAPES)


def _carries_nothing_else(rest, cause):
    if rest > 2 * OFF:
        raise NotYet(
            f"Your vector has {rest:.2f} of something in it that is neither glasses nor hat.",
            cause,
        )


def _holds_elsewhere(answer):
    """Where the two go together less often, or exclude each other, or codes are longer."""
    for seed, share, more in ((5, 0.6, 0), (6, -0.7, 0), (7, 0.5, 3)):
        leak, own, rest = _shares(_theirs(answer, *planted(seed, share, more)))
        if max(abs(leak), abs(own - 1), rest / 2) > OFF:
            raise NotYet(
                "On another collection, where the hat goes with glasses in another share of the "
                f"people, your vector carries {own:.2f} times the glasses and {leak:.0%} of a hat.",
                "something that fits one collection. Compare groups within the data that you get",
            )


def planted(seed=4, share=0.8, more=0, n=6000):
    """Codes in which glasses and hat have known directions, and go together in a share of people.

    Args:
        share: how many have both or neither for certain; below 0, exactly one of the two.
        more: numbers of the code, in front of the others, that know nothing of either.
    """
    rng = np.random.default_rng(seed)
    hat = rng.random(n) < 0.4
    same = hat if share > 0 else ~hat
    glasses = np.where(rng.random(n) < abs(share), same, rng.random(n) < 0.45)
    glasses, hat = glasses.astype("float64"), hat.astype("float64")
    codes = FACE + np.outer(glasses, GLASSES) + np.outer(hat, HAT)
    codes = np.hstack([np.full((n, more), 2.0), codes])
    return codes + 0.15 * rng.normal(size=codes.shape), glasses, hat


def _shares(direction):
    """How much of a hat and of glasses a direction carries, and how long the rest of it is."""
    padded = np.pad(np.stack([GLASSES, HAT], axis=-1), ((len(direction) - 4, 0), (0, 0)))
    glasses, hat = np.linalg.lstsq(padded, direction, rcond=None)[0]
    rest = direction - padded @ [glasses, hat]
    return float(hat), float(glasses), float(np.linalg.norm(rest))


def _slips(codes, glasses, hat):
    """The usual slips, and what each gives."""
    mean = {(g, h): codes[(glasses == g) & (hat == h)].mean(axis=0) for g in (0, 1) for h in (0, 1)}
    within = [mean[1, h] - mean[0, h] for h in (0, 1)]
    right = sum(within) / 2
    return {
        "the sign. It goes from those without to those with glasses": -right,
        "the two differences are added. Take their mean": sum(within),
        "the unit length. A concept vector also says how far to go": right / np.linalg.norm(right),
        "the roles are swapped. This is what a hat does": (
            mean[1, 1] + mean[0, 1] - mean[1, 0] - mean[0, 0]
        )
        / 2,
        "the hat is taken off along with the glasses. Compare people with the same hat": (
            mean[1, 1] - mean[0, 0]
        ),
        "people with glasses and no hat are compared with people with a hat and no glasses": (
            mean[1, 0] - mean[0, 1]
        ),
        "a mean code is no direction. Subtract the mean of those without glasses": mean[1, 0],
    }
