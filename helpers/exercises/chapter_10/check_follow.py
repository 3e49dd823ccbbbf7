"""What holds for a sampler: it starts at the noise, time runs forwards, each step is one share."""

import numpy as np

from helpers.exercises.agreement import agree, cause_of, expect
from helpers.exercises.answers import NotYet, run
from helpers.exercises.chapter_10.asked import Asked, among
from helpers.exercises.chapter_10.check_mixing import swirl

STEPS = 8
MEAN, SD = np.float32([1.5, -0.5]), np.float32([0.4, 1.3])
SHAPES = {
    (STEPS + 1, 6, 2): "every state was returned. Asked for is the last one",
    (STEPS, 6, 2): "every state was returned. Asked for is the last one",
    (2,): "a mean over the batch. Every noise has its own sample",
    (2, 6): "the axes are swapped",
}


def normal_velocity(x, t):
    """The best velocity where the data are N(MEAN, SD²): E[x - ε | x_t]."""
    gain = (t * SD**2 - (1 - t)) / ((1 - t) ** 2 + t**2 * SD**2)
    return MEAN + gain * (x - t * MEAN)


def follow(velocity, z, steps):
    """Equal Euler steps from noise to data, (n, d) -> (n, d)."""
    x = z
    for k in range(steps):
        x = x + velocity(x, k / steps) / steps
    return x


def check_sampler_in_time(answer):
    """Euler steps along a velocity, from t = 0 to t = 1."""
    z = _noise(6, 2)
    asked = Asked(normal_velocity)
    value = expect(run(answer, velocity=asked, z=z, steps=STEPS), (6, 2), SHAPES)
    right = follow(normal_velocity, z, STEPS)
    if not np.allclose(value, right, rtol=1e-3, atol=1e-3):
        _runs_forwards(asked, z)
        _starts_at_the_noise(asked, z)
        _moves_by_its_share(answer, z)
        usual = (
            "a step that does not start where the one before ended, or something added at the end"
        )
        agree(value, right, "sample {}, number {},", usual, atol=1e-3)
    for n, d, steps in ((3, 4, 5), (1, 2, 1), (9, 3, 20)):
        z = _noise(n, d)
        value = expect(run(answer, velocity=Asked(swirl), z=z, steps=steps), (n, d), {})
        what = (
            f"another velocity, {n} noises of {d} numbers, {steps} steps: sample {{}}, number {{}},"
        )
        cause = "something that fits one velocity or one number of steps only"
        agree(value, follow(swirl, z, steps), what, cause, rtol=1e-3, atol=2e-3)
    return (
        "Your sampler starts at the noise as it is, asks the velocity at the times "
        "0, 1/8, ..., 7/8, moves an eighth of its answer each time, and ends at the data."
    )


def _noise(n, d):
    return np.random.default_rng(10 + n).normal(size=(n, d)).astype("float32")


def _runs_forwards(asked, z):
    """The times at which the first noise was asked about: those of the first share of the calls."""
    n, rows = len(asked.times), len(asked.rows)
    if rows != STEPS * len(z):
        each = rows / len(z)
        raise NotYet(
            f"With steps = {STEPS} the velocity was asked {each:g} times about each place.",
            "the loop. Each of the steps asks once: `range(steps)`",
        )
    times, right = np.array(asked.times[:: n // STEPS][:STEPS]), np.arange(STEPS) / STEPS
    causes = {
        "time runs backwards. Noise is at t = 0 and data at t = 1": 1 - right,
        "time runs backwards, and starts a step late": right[::-1],
        "the end of each step. The velocity is known where the step starts": right + 1 / STEPS,
        "the number of the step was passed on, not the time": right * STEPS,
        "time stands still: the loop's number is not used": 0 * right,
    }
    if n == STEPS and not np.allclose(times, right, atol=1e-4):
        shown = ", ".join(f"{t:.3g}" for t in times[:3])
        raise NotYet(
            f"The velocity is asked at the times {shown}, ...; expected 0, 0.125, 0.25, ...",
            cause_of(times, causes, "the time of step k is k / steps"),
        )


def _starts_at_the_noise(asked, z):
    if among(np.c_[z, np.zeros(len(z))], asked.rows):
        return
    first = np.array(asked.rows[: len(z)])[:, :-1]
    scale = float((first * z).sum() / (z**2).sum())
    if scale and np.allclose(first, scale * z, atol=1e-4):
        raise NotYet(
            f"The movement starts at {scale:.3g} times the noise.",
            "the noise scale. The velocity was learnt for noise of standard deviation 1; other "
            "noise puts the points where no training pair ever was",
        )
    raise NotYet(
        "The movement does not start at the noise.",
        "another start than `z`: zeros, or noise of its own",
    )


def _moves_by_its_share(answer, z):
    still = Asked(lambda x, t: np.ones_like(x))
    moved = expect(run(answer, velocity=still, z=z, steps=STEPS), z.shape, SHAPES) - z
    if not np.allclose(moved, 1, atol=1e-4):
        raise NotYet(
            f"Along a velocity that is 1 everywhere the points move by {moved.mean():.3g} in all; "
            f"in one unit of time they should move by 1.",
            cause_of(
                moved,
                {
                    "the step size is missing: each step is 1 / steps of the time": STEPS + 0 * z,
                    "the sign. At t = 0 the velocity points towards the data": -1 + 0 * z,
                    "only one step's share is kept. Each step starts where the last ended": (
                        1 / STEPS + 0 * z
                    ),
                },
                "the step size, which is 1 / steps",
            ),
        )
