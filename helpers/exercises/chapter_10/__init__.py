"""Questions of chapter 10, diffusion. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_10.check_follow import check_sampler_in_time
from helpers.exercises.chapter_10.check_mixing import check_error
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "10 Diffusion"

guess = Guesses("10")

mixture = value(
    name="10.mixture",
    title="Where, and which way",
    right=(3.25, -3),
    comment="two numbers: (place, direction)",
    mistakes=[
        ((1.75, -3), "the shares are swapped. At t = 0.25 a quarter is data"),
        ((3.25, 3), "the direction is turned round. It leads from the noise to the data"),
        ((1.75, 3), "time runs the other way. Noise is at t = 0 and data at t = 1"),
        ((4.25, -3), "the noise was taken whole. It fades while the data comes in"),
        ((3.25, -2.25), "the rest of the way. The question asks for the whole direction"),
    ],
    prompt=r"""
One coordinate, by hand. The noise is $\varepsilon = 4$, the data is $x = 1$, the time is
$t = 0.25$. Where is the mixture $x_t$, and what is the direction from this noise to this data?
""",
    hints=(
        "At t = 0.25 three quarters are noise and one quarter is data.",
        "The direction is the data minus the noise. The time plays no part in it.",
    ),
    why="The place is 0.75 · 4 + 0.25 · 1 = 3.25. The direction is 1 - 4 = -3 at every time.",
)

average = value(
    name="10.average",
    title="One answer for four pairs",
    right=(1, 3),
    comment="two numbers: (answer, its mean squared error)",
    mistakes=[
        ((2, 4), "the majority's direction. One answer has a smaller error"),
        ((0, 4), "2 and -2 count alike here. But three pairs have 2 and only one has -2"),
        ((1, 0), "the error of the best answer was taken to be zero. Put in each of the four"),
        ((1, 12), "the sum of the four squares. The question asks for their mean"),
        ((1, 1.5), "the mean distance. Square each one before you average"),
    ],
    prompt="""
At one place and one time four pairs cross. Three have the direction 2, one has the direction -2.
A network can give only one answer there. Which one has the least mean squared error over the four
pairs, and how large is that error?
""",
    hints=(
        "The number with the least mean squared error is the mean of the four directions.",
        "The answer misses three pairs by the same amount, and the fourth by more. Square these "
        "four distances and take their mean.",
    ),
    why="""
The mean of 2, 2, 2 and -2 is 1. It misses three pairs by 1 and one by 3: (1 + 1 + 1 + 9) / 4 = 3.
It is the best answer there is, and it is wrong about every single pair.
""",
)

euler = value(
    name="10.euler",
    title="Two steps by hand",
    right=3.25,
    comment="a number",
    mistakes=[
        (2, "the velocity was asked only once. The second step asks again, there and then"),
        (3, "the second step asks at the old place. It starts where the first one ended"),
        (6, "the step size is missing. Each step goes half of the velocity"),
        (2.25, "the second step asks at the old time. Half of the time has passed"),
        (5.75, "the end of each step. Ask at the time at which the step starts"),
        (6.25, "time runs the other way. Noise is at t = 0"),
    ],
    prompt=r"""
Take two Euler steps by hand. The velocity is $v(x, t) = x + 4t$ and the noise is $z = 1$. Where
does the point end?
""",
    hints=(
        "The steps start at the times 0 and 0.5, and each goes half of the velocity.",
        "The first velocity is 1, so the point goes to 1.5. Ask there again, at the time 0.5.",
    ),
    why="""
At the place 1 and the time 0 the velocity is 1: half of it leads to 1.5. There, at the time 0.5,
it is 1.5 + 2 = 3.5: half of it leads to 3.25.
""",
)

heading = value(
    name="10.heading",
    title="The guess of a pixel",
    right=1,
    comment="a number",
    mistakes=[
        (-2, "a whole unit of time. Only a quarter of it is left"),
        (-1, "`t` instead of `1 - t`: the time that has passed, not the time that is left"),
        (3, "a sign. The velocity is negative, so the pixel falls"),
        (2, "the pixel as it is. The guess is where it is going"),
    ],
    prompt="""
At t = 0.75 a pixel has the value 2, in the model's units, and its velocity is -4. What is the
guess of the finished pixel?
""",
    hints=(
        "How much time is left until t = 1?",
        "Go from 2 with the velocity -4 for the rest of the time.",
    ),
    why="A quarter of the time is left: 2 + 0.25 · (-4) = 1.",
)

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

quiz = five(
    name="10.quiz",
    questions=[
        (
            "Noise 2, data 6, time 0.75. What should the network answer for this pair, if it were "
            "the only one that passes there?",
            {
                "a": "5, the place of the mixture",
                "b": "4, from the noise to the data",
                "c": "1, the rest of the way",
                "d": "3, the way so far",
            },
            "b",
            "The direction is x - ε = 4 at every time; on a straight line it does not change.",
        ),
        (
            "Half of the pairs that pass a place go left by 1, the other half go right by 1. What "
            "does the best velocity say there?",
            {
                "a": "left or right, drawn by chance",
                "b": "the side to which the nearest data point lies",
                "c": "neither: 0",
                "d": "left where the noise came from the right, right where it came from the left",
            },
            "c",
            "It sees only the place and the time, and the mean of -1 and 1 is 0.",
        ),
        (
            "A training loss has stood at 3.63 for a long time. The best velocity there is would "
            "score 3.58. What follows?",
            {
                "a": "Training is stuck; a larger learning rate will bring the loss down.",
                "b": "The samples cannot get better any more.",
                "c": "The network is far too small; a larger one could halve the loss.",
                "d": "Nearly all of the loss is crossing pairs; look at samples or the KL instead.",
            },
            "d",
            "Only 0.05 of the 3.63 is the network's; the rest no network can avoid.",
        ),
        (
            "The velocity is v(x, t) = 2t and the noise is 1. Where do two Euler steps end?",
            {"a": "1.5", "b": "2", "c": "1", "d": "2.5"},
            "a",
            "The first step has the velocity 0, the second the velocity 1 for half a unit of time.",
        ),
        (
            "Somebody shows the guesses of a model at t = 0.1 and says: *its samples are blurred.* "
            "What do you answer?",
            {
                "a": "True: with more parameters the guesses at t = 0.1 would be sharp.",
                "b": "A guess is the mean of all that may come; a sample needs the whole way.",
                "c": "True: whatever is blurred at t = 0.1 stays blurred until t = 1.",
                "d": "The blur is the noise that is still in the picture at t = 0.1.",
            },
            "b",
            "Even the best model's early guess is blurred, and its samples are not.",
        ),
    ],
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
