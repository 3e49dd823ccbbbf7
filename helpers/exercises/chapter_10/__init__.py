"""Questions of chapter 10, diffusion. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_10.check_follow import check_sampler_in_time
from helpers.exercises.chapter_10.check_mixing import check_error
from helpers.exercises.engine import Question, predict

TITLE = "10 Diffusion"

error_of_a_velocity = Question(
    name="10.error_of_a_velocity",
    title="What a velocity gets wrong",
    kind="complete",
    prompt=r"""
Write what training minimises. You get a `velocity`, a function of places (batch, d) and times
(batch, 1); data `x` and noise `eps`, each (batch, d); and times `t`, (batch, 1).

Mix noise and data to $x_t$, ask the velocity there, and hold its answer against the direction from
this noise to this data. Return the squared length of the difference, one number a pair, (batch,).
""",
    start='''
def my_error(velocity, x, eps, t):
    """The squared error of a velocity between noise and data, (batch,)."""
    return ...


ex.error_of_a_velocity.check(my_error)
''',
    hints=(
        "The mixture lies on the straight line from `eps` at t = 0 to `x` at t = 1.",
        "Going along that line for one unit of time leads from `eps` to `x`. So the direction is "
        "their difference, whatever `t` is.",
        "`gap = velocity((1 - t) * eps + t * x, t) - (x - eps)`. Square it and sum over the last "
        "axis.",
    ),
    solved='''
def my_error(velocity, x, eps, t):
    """The squared error of a velocity between noise and data, (batch,)."""
    x_t = (1 - t) * eps + t * x  # (batch, d)
    gap = velocity(x_t, t) - (x - eps)  # (batch, d)
    return ops.sum(gap**2, axis=-1)


ex.error_of_a_velocity.check(my_error)
''',
    why="""
The velocity sees only x_t and t. Many pairs of noise and data pass through the same x_t, in
different directions. The answer with the least mean square is their mean, and the mean direction
is what carries all the noise to all the data.
""",
    test=check_error,
)

predict_one_step = predict(
    name="10.predict_one_step",
    title="One step from noise",
    prompt="""
A well trained model of garments takes many different noises. From each it moves to the end in
**one** straight step, along the velocity that it gives at t = 0. What do you see? Commit to an
answer before you run the next cell.
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
            "At t = 0 the place is pure noise and says nothing of the garment. The mean direction "
            "is then the mean garment minus the noise, and one step along it removes the noise "
            "and leaves the mean.",
        ),
    },
    right="d",
    look="The next cell takes one step, two, four and more from the same noises.",
    hints=(
        "What does the velocity at t = 0 know about the garment that this noise will become in "
        "training? Noise and garment were drawn independently.",
        "v(x_0, 0) is the mean of x - ε over all x, given ε. Put ε + v into words.",
    ),
    why="""
At t = 0, x_0 = ε tells nothing of x, so v = E[x] - ε and ε + v = E[x]: the mean of all training
garments, whatever the noise. The direction has to be asked again on the way, where x_t holds the
first trace of one garment and no longer of the others.
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

QUESTIONS = (error_of_a_velocity, predict_one_step, repair_sampler)
