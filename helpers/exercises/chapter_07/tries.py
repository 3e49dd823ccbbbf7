"""Small questions on the way through chapter 7."""

from helpers.exercises.quick import value

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
