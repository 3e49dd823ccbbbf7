"""Questions of chapter 10, diffusion. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_10.check_follow import check_sampler_in_time
from helpers.exercises.chapter_10.check_mixing import check_error
from helpers.exercises.chapter_10.closing import quiz
from helpers.exercises.chapter_10.tries import average, euler, heading, mixture
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "10 Diffusion"

guess = Guesses("10")


error_of_a_velocity = Question(
    name="10.error_of_a_velocity",
    title="What a velocity gets wrong on a curved road",
    kind="complete",
    prompt=r"""
Many diffusion models mix noise and data on another road than the straight line, a quarter of a
circle:

$$x_t = \cos\big(\tfrac{\pi}{2} t\big)\, \varepsilon + \sin\big(\tfrac{\pi}{2} t\big)\, x$$

Noise is still at t = 0 and data at t = 1. What the network should learn is still the average
speed, $\mathrm{d}x_t / \mathrm{d}t$, of all pairs that pass a place. Write the error of one answer.

You get a `velocity`, a function of places (batch, d) and times (batch, 1); data `x` and noise
`eps`, each (batch, d); and times `t`, (batch, 1). Return the squared length of the difference
between the velocity's answer and this pair's own speed, one number for each pair, (batch,).
""",
    start='''
def my_error(velocity, x, eps, t):
    """The squared error of a velocity on the curved road, (batch,)."""
    return ...


ex.error_of_a_velocity.check(my_error)
''',
    hints=(
        "On the straight line the speed of a pair is `x - eps` at all times. Here it changes with "
        "`t`: take the slope of the road's formula.",
        r"The slope of $\sin(\frac{\pi}{2} t)$ is $\frac{\pi}{2} \cos(\frac{\pi}{2} t)$, and that "
        r"of $\cos(\frac{\pi}{2} t)$ is $-\frac{\pi}{2} \sin(\frac{\pi}{2} t)$.",
        "`turn = np.pi / 2 * t`; the speed is `np.pi / 2 * (ops.cos(turn) * x - ops.sin(turn) * "
        "eps)`. Ask the velocity at the mixture, subtract, square, and sum over the last axis.",
    ),
    solved='''
def my_error(velocity, x, eps, t):
    """The squared error of a velocity on the curved road, (batch,)."""
    turn = np.pi / 2 * t
    x_t = ops.cos(turn) * eps + ops.sin(turn) * x  # (batch, d)
    speed = np.pi / 2 * (ops.cos(turn) * x - ops.sin(turn) * eps)
    return ops.sum((velocity(x_t, t) - speed) ** 2, axis=-1)


ex.error_of_a_velocity.check(my_error)
''',
    why="""
The road may bend. The velocity sees only x_t and t, and many pairs pass through the same x_t with
different speeds. The answer with the least mean squared error is their mean, and the mean speed is
what carries the whole crowd, on any road. Sine and cosine keep the size of the mixture the same at
all times, because their squares add up to 1.
""",
    test=check_error,
)

predict_one_step = predict(
    name="10.predict_one_step",
    title="One step from noise",
    prompt="""
A well trained model of garments takes many different noises. From each it moves to the end in
**one** straight step, along the velocity that it gives at t = 0. What do you see? Commit to an
answer before you open the result.
""",
    options={
        "a": (
            "Noise. One step is too little to make anything of it.",
            "One step is enough to leave the noise behind: the velocity at t = 0 points all the "
            "way to the data, not a little way.",
        ),
        "b": (
            "Different garments, only less sharp.",
            "To know which garment, the model must see a trace of one in x_t. At t = 0 there is "
            "none.",
        ),
        "c": (
            "Ten kinds of blur, one for each class of garment.",
            "To pick a class the velocity would need a hint of it in x_t. At t = 0 there is none, "
            "so all classes are averaged.",
        ),
        "d": (
            "Each time nearly the same blur, the mean of all garments.",
            "At t = 0 the place is pure noise and says nothing about the garment. The mean "
            "direction is then the mean garment minus the noise, and one step along it removes the "
            "noise and leaves the mean.",
        ),
    },
    right="d",
    look="The result below takes one step, two, four and more from the same noises.",
    hints=(
        "What does the velocity at t = 0 know about the garment that this noise will become in "
        "training? Noise and garment were drawn independently.",
        "v(x_0, 0) is the mean of x - ε over all x, given ε. Put ε + v into words.",
    ),
    why="""
At t = 0, x_0 = ε tells nothing about x, so v = E[x] - ε and ε + v = E[x]: the mean of all
training garments, whatever the noise. One has to ask for the direction again on the way, where x_t
holds the first trace of one garment and no longer of the others.
""",
)

repair_sampler = Question(
    name="10.repair_sampler",
    title="A sampler that makes mud",
    kind="repair",
    prompt="""
The training went well and the samples are mud. The fault is in the sampler: it has two mistakes.
Repair them. You get a `velocity`, a function of places (n, d) and one time; noise `z`, (n, d),
standard normal; and how many `steps` to take. Return the samples, (n, d).
""",
    start='''
def my_sampler(velocity, z, steps):
    """Follow a velocity from noise to data in equal Euler steps: (n, d) -> (n, d)."""
    x = z / 2
    for k in range(steps):
        t = 1 - k / steps
        x = x + velocity(x, t) / steps
    return x


ex.repair_sampler.check(my_sampler)
''',
    hints=(
        "Where is the noise in this chapter, at t = 0 or at t = 1? Many papers have it the other "
        "way round.",
        "At t = 0 training showed the velocity x_0 = ε: noise of which standard deviation?",
        "Start at `x = z`, and ask step k at the time `k / steps`.",
    ),
    solved='''
def my_sampler(velocity, z, steps):
    """Follow a velocity from noise to data in equal Euler steps: (n, d) -> (n, d)."""
    x = z
    for k in range(steps):
        t = k / steps
        x = x + velocity(x, t) / steps
    return x


ex.repair_sampler.check(my_sampler)
''',
    why="""
A velocity is right only where and when it was trained: at time t, on mixtures of that time. With
the clock reversed it is asked about nearly finished pictures while it holds noise. With half the
noise it is asked about places that hardly any training pair visited, and takes the missing noise
for a finished, smooth picture. Neither mistake raises an error, and neither shows in the loss.
""",
    test=check_sampler_in_time,
)


QUESTIONS = (
    mixture,
    average,
    euler,
    predict_one_step,
    heading,
    error_of_a_velocity,
    repair_sampler,
    quiz,
)
