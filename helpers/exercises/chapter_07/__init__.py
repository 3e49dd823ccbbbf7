"""Questions of chapter 7, the normalizing flow. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_07.check_units import check_units
from helpers.exercises.chapter_07.check_volume import check_volume
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "07 Normalizing flow"

guess = Guesses("07")

paint = value(
    name="07.paint",
    title="Paint on a stretched sheet",
    prompt="""
You pull a piece of the sheet to twice its width and to twice its height. The paint that was on the
piece stays on it. By what factor is the density of the paint there multiplied?
""",
    comment="a number: 1 means as before, 2 means twice as dense",
    right=0.25,
    within=1e-3,
    mistakes=[
        (0.5, "only one of the two directions was counted"),
        (4, "this is what the area did. The same paint lies on it, so it gets thinner"),
        (2, "this is what one side did"),
        (1, "the amount of paint stays as it was. Its density is the amount for each unit of area"),
    ],
    hints=(
        "How many times as large is the area of the piece afterwards?",
        "The same paint on four times the area.",
    ),
    why="The paint stays the same, and the area becomes 2 · 2 = 4 times as large.",
)

stretched_square = value(
    name="07.stretched_square",
    title="A small square and its logarithm",
    prompt=r"""
Near some $x$ the map $f$ turns every small square into a rectangle, four times as wide and half as
high. At $f(x)$ the noise has the log density $\log \mathcal N(f(x)) = -2.5$ nats. What is
$\log p(x)$?
""",
    comment="a number of nats, two decimals",
    right=-1.807,
    within=0.008,
    mistakes=[
        (-3.193, "the sign. On the way to the noise the square grows, so the data are denser"),
        (-0.5, "the factor was added. What the equation adds is its logarithm"),
        (-0.421, "half as high is a factor of one half, not of two"),
        (-2.199, "a logarithm to base 10. Nats need the natural one"),
        (-1.5, "a logarithm to base 2. Nats need the natural one"),
        (-0.996, "the two factors were added. An area is width times height"),
        (-5, "the log density was multiplied. In logarithms, stretches are added"),
    ],
    hints=(
        "By what factor does the area of the square grow? Width times height.",
        "The factor is 4 · ½ = 2. The equation adds its natural logarithm: `np.log(2)`.",
    ),
    why="The area doubles, and log 2 = 0.693. So log p(x) = -2.5 + 0.693 = -1.807.",
)

undo = value(
    name="07.undo",
    title="One coupling, backwards",
    prompt=r"""
A coupling keeps $a$. Its network looks at $a$ and chooses a straight line, with slope $1 + a^2$ and
shift $3a$:

$$b_{\text{new}} = (1 + a^2)\, b + 3a$$

A point comes out as $a = 2$, $b_{\text{new}} = 21$. What was $b$ before?
""",
    comment="a number",
    right=3,
    mistakes=[
        (111, "this goes forwards once more. You need the b that gives 21"),
        (5.4, "the shift was added. To undo an addition, subtract"),
        (-1.8, "the order: what was done last is undone first"),
        (15, "the shift is undone. The slope is left"),
        (4.2, "the slope is undone. The shift is left"),
    ],
    hints=(
        "$a$ was kept, so it is still 2. What does the network say about 2?",
        "The slope is 5 and the shift is 6. Which $b$ gives 5b + 6 = 21?",
    ),
    why="""
a is still 2, so the same network gives the same line again: slope 5, shift 6. Then
b = (21 - 6) / 5 = 3. Nobody had to invert the network; 1 + a² need not even have an inverse.
""",
)

add_it_up = value(
    name="07.add_it_up",
    title="All the logarithms of one point",
    prompt="""
A point of the data is standardised: each of its two numbers is divided by its standard deviation,
5 and 0.4. Then it goes through three couplings, whose curves have the slopes 3, 2 and 0.25 there.
It arrives at noise with the log density -2.0 nats. What is log p(x) in the units of the data?
""",
    comment="a number of nats, two decimals",
    right=-2.288,
    within=0.008,
    mistakes=[
        (-1.595, "the stretch of standardising is missing"),
        (-0.901, "the sign of standardising. Dividing by 5 and 0.4 shrinks an area to a half"),
        (
            -3.098,
            "the sign of the slopes. They belong to the way to the noise: add their logarithms",
        ),
        (-2.693, "the slopes are missing"),
        (-1.035, "the slopes were added up. Slopes multiply, their logarithms add"),
        (-3.281, "the standard deviations were added up. They multiply"),
        (-2.5, "the factors were added. What you add are their logarithms"),
        (-1.712, "the two signs: both stretches belong to the way to the noise"),
    ],
    hints=(
        "The whole way from x to the noise: divided by 5 and by 0.4, then three slopes. By what "
        "factor does a small area grow on it?",
        "-2.0 + log(3 · 2 · 0.25) - log(5 · 0.4).",
    ),
    why="-2.0 + log 1.5 - log 2 = -2.0 + 0.405 - 0.693 = -2.288. Every stretch on the way counts.",
)

one_point = value(
    name="07.one_point",
    title="The same at one point",
    prompt=r"""
A step towards the next exercise, on paper. Take $z \sim \mathcal N(0, 1)$ and $x = e^z$. What is
$\log p(x)$ at the place $x = e$?

Three questions lead there. Which $z$ does this $x$ come from? How large is
$\log \mathcal N(z) = -\frac{1}{2}(z^2 + \log 2\pi)$ there? How steep is $e^z$ there?
""",
    comment="a number of nats, two decimals",
    right=-2.419,
    within=0.008,
    mistakes=[
        (-1.419, "the density of the noise alone. The stretch is missing"),
        (-0.419, "the sign of the stretch. The band gets longer there, so the paint gets thinner"),
        (-4.137, "the slope was subtracted. It is its logarithm that counts"),
        (-5.613, "the noise was looked up at x. Its density belongs to z"),
        (-1.5, "the constant of the normal density is missing: ½ log 2π"),
        (0.089, "this is p(x). The question asks for its logarithm"),
        (2.419, "this is minus the log density, a loss"),
    ],
    hints=(
        "x = e comes from z = 1, because e to the power 1 is e.",
        "-½ (1 + 1.838) = -1.419. The slope of eᶻ at z = 1 is e, and its logarithm is 1.",
    ),
    why="z = 1, log N(1) = -1.419, and the band is stretched e times: -1.419 - log e = -2.419.",
)

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

quiz = five(
    name="07.quiz",
    questions=(
        (
            "On the way from noise to data a small area grows to 10 times its size. What happens "
            "to the log density there?",
            {
                "a": "It rises by log 10.",
                "b": "It is divided by 10.",
                "c": "It falls by log 10.",
                "d": "It stays the same, because no noise is lost on the way.",
            },
            "c",
            "The same noise lies on ten times the area. A tenth, in logarithms, is -log 10.",
        ),
        (
            "You know the way g from noise to data and its determinant, but not that of the way "
            "back. What is log p(g(z))?",
            {
                "a": "log N(z) + log |det ∂g/∂z|",
                "b": "log N(z) - log |det ∂g/∂z|",
                "c": "log N(g(z)) - log |det ∂g/∂z|",
                "d": "It cannot be said: only the way from data to noise has a density.",
            },
            "b",
            "There and back leaves an area as it was, so the two log determinants differ by sign.",
        ),
        (
            "In a coupling you replace the network by one that has no inverse. What happens?",
            {
                "a": "The coupling can no longer be run backwards.",
                "b": "It runs backwards, but only roughly.",
                "c": "Its determinant becomes zero.",
                "d": "Nothing is lost: the network is only ever run forwards.",
            },
            "d",
            "The kept numbers are still there, so the same network gives the same curves again.",
        ),
        (
            "A trained flow's density, added up over the whole plane on a fine grid, gives 3. "
            "What follows?",
            {
                "a": "Somewhere on the way a stretch was not counted.",
                "b": "It was not trained for long enough.",
                "c": "It found three groups of points.",
                "d": "It squeezes the data too much: three times as dense as the truth.",
            },
            "a",
            "With every stretch counted the sum is 1, trained or not, good or bad.",
        ),
        (
            "The data lie on a closed ring, with nothing in its middle. You train a flow from "
            "normal noise on the plane for as long as you like. What becomes of the middle?",
            {
                "a": "In the end the middle of the ring is empty.",
                "b": "The density in the middle gets small, but is nowhere zero.",
                "c": "The middle becomes as dense as the ring.",
                "d": "The flow cannot be trained on a ring: its determinant has no value there.",
            },
            "b",
            "A map without jumps can stretch the noise that has to lie there, but not remove it.",
        ),
    ),
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
