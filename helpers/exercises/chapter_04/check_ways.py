"""What holds for an even walk along a bent way, and for a concept vector that leaks nothing."""

import numpy as np

from helpers.exercises.answers import NotYet, cause_of, expect, run
from helpers.representation import ways

CORNERS = np.array([[0.0, 0, 0], [4, 0, 0], [4, 1, 0], [4, 1, 2], [7, 1, 6]])
SHARES = np.linspace(0, 1, 13)
WALKS = {
    (3, 13): "the axes are swapped. Stack the coordinates as the last axis: `axis=-1`",
    (13,): "one coordinate alone. Each of the three needs its own `np.interp`",
    (5, 3): "the corners themselves, not the points at `t`",
    (3,): "one point. There is one for each share in `t`",
}
GLASSES = np.array([2.0, 0.0, -1.0, 0.5])
HAT = np.array([0.5, 3.0, 1.0, 0.0])
DIRECTIONS = {
    (): "a mean or sum over all axes. A direction is a code: (d,)",
    (1, 4): "`keepdims=True`",
    (2, 4): "two differences, one for each hat. Average them",
}


def check_walk(answer):
    """Points at equal shares of a way's length."""

    def theirs(corners, t):
        value = run(answer, corners=np.array(corners, "float64"), t=np.array(t))
        return expect(value, (len(t), len(corners[0])), WALKS)

    value, right = theirs(CORNERS, SHARES), ways.walk(CORNERS, SHARES)
    _begins_and_ends(value, _by_corner(CORNERS, SHARES))
    cause = cause_of(value, _walk_slips(), "the running sum of lengths, or its zero at the start")
    if np.allclose(value, _by_corner(CORNERS, SHARES)):
        raise NotYet(
            "Your points are equally far apart in corners, not in length: the first piece is 4 "
            "long and gets as many points as the second, which is 1 long.",
            "`t` was spread over the numbers of the corners. Spread it over the length behind them",
        )
    middle = theirs([[0, 0], [3, 0], [3, 1]], [0.5])[0]
    if not np.allclose(middle, [2, 0], atol=1e-6):
        raise NotYet(
            f"On the way (0, 0) → (3, 0) → (3, 1), 4 long, your middle is {_text(middle)}. Two of "
            f"the four lie behind (2, 0).",
            cause,
        )
    if not np.allclose(value, right, atol=1e-6):
        worst = int(np.abs(value - right).sum(axis=1).argmax())
        raise NotYet(
            f"At t = {SHARES[worst]:.2f} your point is {_text(value[worst])}; expected "
            f"{_text(right[worst])}.",
            cause,
        )
    return "Your walk begins and ends at the ends, stays on the way, and its steps are equal."


def _by_corner(corners, t):
    at = np.linspace(0, 1, len(corners))
    return np.stack([np.interp(t, at, column) for column in corners.T], axis=-1)


def _walk_slips():
    """The usual slips, and what each gives."""
    pieces = np.abs(np.diff(CORNERS, axis=0)).sum(axis=1)
    at = np.concatenate([[0], np.cumsum(pieces)])
    city = [np.interp(SHARES * at[-1], at, column) for column in CORNERS.T]
    squares = (np.diff(CORNERS, axis=0) ** 2).sum(axis=1)
    at = np.concatenate([[0], np.cumsum(squares)])
    squared = [np.interp(SHARES * at[-1], at, column) for column in CORNERS.T]
    return {
        "the pieces are measured by the sum of absolute differences. Take `np.linalg.norm`": (
            np.stack(city, axis=-1)
        ),
        "the pieces are squared lengths. The root is missing": np.stack(squared, axis=-1),
    }


def _begins_and_ends(value, by_corner):
    if np.allclose(value, ways.straight(CORNERS[0], CORNERS[-1], SHARES)):
        raise NotYet(
            "Your points lie on the straight line from the first corner to the last, and skip the "
            "corners between them.",
            "only the two ends were used",
        )
    if not np.allclose(value[0], CORNERS[0]) or not np.allclose(value[-1], CORNERS[-1]):
        back = np.allclose(value[0], CORNERS[-1])
        raise NotYet(
            f"At t = 0 and t = 1 you are at {_text(value[0])} and {_text(value[-1])}; expected "
            f"{_text(CORNERS[0])} and {_text(CORNERS[-1])}.",
            "the way runs backwards" if back else "shares that were not multiplied by the length",
        )


def check_direction(answer):
    """What one factor does to a code, the other held fixed, on planted codes."""
    codes, glasses, hat = planted()
    value = run(answer, codes=codes, glasses=glasses, hat=hat)
    value = expect(value, (4,), DIRECTIONS)
    leaky = ways.concept_vector(codes, glasses == 1)
    cause = cause_of(value, _direction_slips(codes, glasses, hat), "a comparison of unlike groups")
    leak, own = _shares(value)
    if np.allclose(value, leaky):
        raise NotYet(
            f"Moving along your vector puts {leak:.0%} of a hat on people who put on glasses.",
            "nothing holds the hat fixed: most people with glasses wear one too",
        )
    if abs(leak) > 0.05:
        raise NotYet(f"Your vector carries {leak:.0%} of a hat. It should carry none.", cause)
    if abs(own - 1) > 0.05:
        raise NotYet(
            f"Your vector carries {own:.2f} times the glasses. Adding it once should put on one "
            f"pair.",
            cause,
        )
    other = planted(seed=5, share=0.6)
    again = expect(run(answer, codes=other[0], glasses=other[1], hat=other[2]), (4,), DIRECTIONS)
    if np.abs(np.subtract(_shares(again), (0, 1))).max() > 0.05:
        raise NotYet(
            "On a second collection, where the hat goes with glasses less often, the vector is "
            "another one.",
            "a correction with a fixed number. Compare groups within the data that you get",
        )
    return (
        f"On planted codes your vector carries {own:.2f} pairs of glasses and {abs(leak):.0%} of "
        f"a hat, however often the two go together."
    )


def planted(seed=4, share=0.8, n=6000):
    """Codes in which glasses and hat have known directions and mostly go together."""
    rng = np.random.default_rng(seed)
    hat = (rng.random(n) < 0.4).astype("float64")
    same = rng.random(n) < share
    glasses = np.where(same, hat, rng.random(n) < 0.5).astype("float64")
    noise = 0.3 * rng.normal(size=(n, 4))
    return np.outer(glasses, GLASSES) + np.outer(hat, HAT) + noise, glasses, hat


def _shares(direction):
    """How much of a hat and of a pair of glasses a direction carries."""
    glasses, hat = np.linalg.lstsq(np.stack([GLASSES, HAT], axis=-1), direction, rcond=None)[0]
    return float(hat), float(glasses)


def _direction_slips(codes, glasses, hat):
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
    }


def _text(point):
    return "(" + ", ".join(f"{number:.3g}" for number in point) + ")"
