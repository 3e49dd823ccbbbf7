"""Questions of chapter 7, the normalizing flow. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_07.check_units import check_units
from helpers.exercises.chapter_07.check_volume import check_volume
from helpers.exercises.chapter_07.closing import quiz
from helpers.exercises.chapter_07.tries import add_it_up, one_point, paint, stretched_square, undo
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "07 Normalizing flow"

guess = Guesses("07")


change_of_variables = Question(
    name="07.change_of_variables",
    title="A density carried along a curve",
    kind="complete",
    prompt=r"""
Waiting times are never negative. So take noise $z \sim \mathcal N(0, 1)$ and bend it:

$$x = \log(1 + e^z), \qquad z = \log(e^x - 1)$$

Write the log density of $x$. You get `x`, positive numbers, (n,). Return one log density for each,
(n,), in nats.
""",
    start='''
def my_log_density(x):
    """log p(x) where x = log(1 + exp(z)) and z ~ N(0, 1), in nats: (n,) -> (n,)."""
    return ...


ex.change_of_variables.check(my_log_density)
''',
    hints=(
        r"Two parts: how dense the noise is at the $z$ that $x$ came from, and how much the band "
        r"was stretched there.",
        r"$\log p(x) = \log \mathcal N(z) + \log \left|\frac{dz}{dx}\right|$. Differentiate "
        r"$z = \log(e^x - 1)$.",
        r"$\frac{dz}{dx} = \frac{e^x}{e^x - 1} = \frac{1}{1 - e^{-x}}$, and "
        r"$\log \mathcal N(z) = -\frac{1}{2}(z^2 + \log 2\pi)$.",
    ),
    solved='''
def my_log_density(x):
    """log p(x) where x = log(1 + exp(z)) and z ~ N(0, 1), in nats: (n,) -> (n,)."""
    z = np.log(np.exp(x) - 1)
    log_noise = -(z**2 + np.log(2 * np.pi)) / 2
    return log_noise - np.log(1 - np.exp(-x))


ex.change_of_variables.check(my_log_density)
''',
    why=r"""
A short piece of the band keeps what lies on it: $p(x)\,|dx| = \mathcal N(z)\,|dz|$. Divide by
$|dx|$ and take the logarithm. Near 0 the bend squeezes the whole left half of the noise into a
short piece. $dz/dx$ is large there, so the density is higher. Far to the right $x$ is nearly $z$
and nothing changes.
""",
    test=check_volume,
)

predict_strait = predict(
    name="07.predict_strait",
    title="Two islands and one hill",
    prompt="""
The data are two islands of points, far apart, with nothing between them. The noise is one hill. You
train a flow until it is good, and draw 100,000 samples. What lies in the strait between the
islands? Commit to an answer before you open the result.
""",
    options={
        "a": (
            "Nothing. Training lowers the density there to zero, and then the flow has two "
            "separate pieces.",
            "Less and less, that is right. But the hill is one piece, and a map without jumps "
            "keeps neighbours together. Where would the hill be cut?",
        ),
        "b": (
            "A thin thread of samples from one island to the other. It may get thinner, but is "
            "never gone.",
            "Walk through the noise from a point of one island to a point of the other. The map "
            "makes no jump, so the walk crosses the strait, and the noise on the way has a "
            "density above zero. Stretching makes it small. Only a cut would make it zero.",
        ),
        "c": (
            "Nothing, because the flow drops one island and puts all its samples on the other.",
            "Dropping data would cost a flow without limit: it is trained by log p(x) of every "
            "example, and log 0 is minus infinity.",
        ),
        "d": (
            "A broad cloud: a flow of a normal distribution stays one hill, with its top between "
            "the islands.",
            "But a curve that is steep in the middle pulls the middle apart, and you saw one hill "
            "become two on the rubber band.",
        ),
    },
    right="b",
    look="Open the result and count the samples in the strait.",
    hints=(
        "Take two neighbours in the noise. A flow may pull them apart. Can it send one to each "
        "island and nothing between, however near they are?",
        "Is there any noise z that would have to land in the strait? And what is the density of "
        "the noise at that z?",
    ),
    why="""
A flow and its inverse are continuous: points that are near stay near. So what is one piece before
is one piece after, and the hill cannot be torn into two islands. The flow can only stretch the
middle of the hill so far that little of it is left in the strait: a bridge of small, positive
mass. For the same reason it can neither tie a knot nor close a hole.
""",
)

repair_log_prob = Question(
    name="07.repair_log_prob",
    title="A density in nobody's units",
    kind="repair",
    prompt="""
Somebody standardises points, sends them through a flow, and prints this as log p(x). The numbers
look better than everybody else's. But p(x), added up over the plane, does not give 1. The function
has two mistakes. Repair them.

You get points `x`, (n, 2); their `mean` and `sd`, (2,) each; and `forward(u)`, which gives the
noise z, (n, 2), and log |det dz/du|, (n,), both right.
""",
    start='''
def my_log_prob(x, mean, sd, forward):
    """log p(x) in nats, in the units of x: (n, 2) -> (n,)."""
    z, log_det = forward((x - mean) / sd)  # (n, 2), (n,)
    log_noise = -ops.sum(z**2 + np.log(2 * np.pi), axis=-1) / 2  # (n,)
    return log_noise - log_det


ex.repair_log_prob.check(my_log_prob)
''',
    hints=(
        "Where data are squeezed together on the way to noise, is log |det dz/du| negative or "
        "positive? And should log p be lowered there, or raised?",
        "The way from x to z has two steps. The second is the flow. Which one is the first, and "
        "by how much does it stretch the plane?",
        "Dividing by `sd` has the determinant 1 / (sd₁ sd₂). Its logarithm is "
        "`-np.sum(np.log(sd))`. Both logarithms are added.",
    ),
    solved='''
def my_log_prob(x, mean, sd, forward):
    """log p(x) in nats, in the units of x: (n, 2) -> (n,)."""
    z, log_det = forward((x - mean) / sd)  # (n, 2), (n,)
    log_noise = -ops.sum(z**2 + np.log(2 * np.pi), axis=-1) / 2  # (n,)
    return log_noise + log_det - np.sum(np.log(sd))


ex.repair_log_prob.check(my_log_prob)
''',
    why="""
log p(x) = log N(z) + log |det dz/dx|, and the way from x to z is standardising and then the flow,
so two logarithms are added. With the wrong sign, training would reward a flow for spreading the
data out. Without the units the density belongs to the standardised points: a change from metres to
centimetres would not move it, and two papers with different sd cannot be compared.
""",
    test=check_units,
)


QUESTIONS = (
    paint,
    stretched_square,
    undo,
    add_it_up,
    predict_strait,
    one_point,
    change_of_variables,
    repair_log_prob,
    quiz,
)
