"""Small questions on the way through chapter 9."""

from helpers.exercises.quick import value

times_as_probable = value(
    name="09.times_as_probable",
    title="Times as probable",
    prompt="""
A model gives E(a) = 2 and E(b) = 5. Nobody knows its Z. By what factor is a more probable than b?
(`np.exp` or a pocket calculator helps.)
""",
    comment="a number",
    right=20.09,
    within=0.1,
    mistakes=[
        (3, "this is the difference in nats, a logarithm. Undo the logarithm"),
        (2.5, "the energies were divided. They stand in an exponent, so their difference counts"),
        (0.05, "this is how probable b is compared with a"),
        (148.4, "this is e to the energy of b alone"),
    ],
    hints=(
        "log p(a) - log p(b) = E(b) - E(a). How large is it?",
        "The ratio p(a) / p(b) is e to the power of 3.",
    ),
    why="log p(a) - log p(b) is 5 - 2 = 3 nats, whatever Z is, and e to the power of 3 is 20.1.",
)

which_level = value(
    name="09.which_level",
    title="Which level?",
    prompt="""
Take only two levels. At a blurred point, level 0 has an energy of 2.0 and level 1 one of 3.1. How
probable is it that the point comes from level 0? (e to the power of -1.1 is 0.333.)
""",
    comment="a number between 0 and 1",
    right=0.75,
    within=0.005,
    mistakes=[
        (0.25, "this is level 1. A low energy is probable"),
        (0.135, "this is e to the power of -2, not yet divided by the sum over both levels"),
        (0.608, "the energies were divided. It is exp(-E) that is divided"),
        (0.392, "the energies themselves were divided, and the larger one was favoured"),
        (0.333, "this is the ratio of level 1 to level 0"),
    ],
    hints=(
        "Divide the top and the bottom by the term of level 0: 1 / (1 + something).",
        "The something is e to the power of -(3.1 - 2.0).",
    ),
    why="1 / (1 + 0.333) = 0.75. Only the difference of the two energies counts.",
)

step_by_hand = value(
    name="09.step_by_hand",
    title="One step by hand",
    prompt="""
A chain in the bowl stands at x = 2. The step size is 0.1, and the random number is ξ = -1. Where is
the chain after one step? (The root of 0.2 is 0.447.)
""",
    comment="a number with two decimals",
    right=1.353,
    within=0.005,
    mistakes=[
        (1.7, "the shake was multiplied by the step size itself"),
        (0.8, "the shake was not made smaller at all"),
        (1.753, "this went uphill. The slope of the bowl at 2 is 2, and the step goes against it"),
        (2.247, "the sign of ξ is lost: the shake pulls to the left here"),
        (1.484, "the shake has the root of η. The formula has the root of 2η"),
        (1.6, "the shake was multiplied by 2η, without the root"),
        (1.553, "the step downhill is missing"),
        (1.8, "the shake is missing"),
    ],
    hints=(
        "Downhill first: the slope at 2 is 2, so the step is 0.1 times 2.",
        "Then add 0.447 times -1.",
    ),
    why="2 - 0.1 · 2 = 1.8, and 1.8 - 0.447 = 1.353.",
)

too_wide = value(
    name="09.too_wide",
    title="Steps that are too long",
    prompt="""
A valley of the ring has variance 0.125. A chain walks in it with steps of size 0.2. Which variance
does the theorem give?
""",
    comment="a number",
    right=0.625,
    within=0.005,
    mistakes=[
        (0.125, "this is the variance that is wanted. Only tiny steps give it"),
        (0.025, "the bracket divides. Here it was multiplied"),
        (-0.208, "the 2 below η is missing, and a variance cannot be negative"),
        (0.174, "s stands where s² should: s² is 0.125 already"),
    ],
    hints=(
        "The formula: s² / (1 - η / 2s²), with s² = 0.125 and η = 0.2.",
        "η / 2s² is 0.2 / 0.25 = 0.8.",
    ),
    why="0.125 / (1 - 0.8) = 0.625: five times the variance of the valley.",
)
