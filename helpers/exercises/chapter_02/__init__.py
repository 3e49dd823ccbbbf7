"""Questions of chapter 2, generative and discriminative models. Their cells use `np`."""

from helpers.exercises.chapter_02.check_bayes import check_posterior, check_repaired
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "02 Generative against discriminative"

guess = Guesses("02")

by_hand = value(
    name="02.by_hand",
    title="Bayes' rule by hand",
    prompt="""
At one picture the density of swirls is 6 and the density of the others is 1. In this museum one
picture in five is by swirls. What is p(swirls given the picture)?
""",
    comment="a number between 0 and 1",
    right=0.6,
    within=0.005,
    mistakes=[
        (6 / 7, "the class prior was left out. It says how rare swirls is"),
        (1.2, "it was not divided by p(x), the sum over both painters"),
        (0.4, "this is the share of the others"),
        (0.2, "this is the class prior alone: the picture was not looked at"),
        (1.5, "density times class prior was divided by that of the others, not by the sum"),
    ],
    hints=(
        "Above the line: the density of swirls times the class prior of swirls.",
        "6 × 0.2 = 1.2 for swirls, and 1 × 0.8 = 0.8 for the others. Below the line stands p(x), "
        "the sum of the two.",
    ),
    why="6 × 0.2 = 1.2 and 1 × 0.8 = 0.8, so p(x) = 2.0 and the share of swirls is 1.2 / 2.0. "
    "Nothing is wrong with a density of 6: only the shares must add to 1.",
)

half_and_half = value(
    name="02.half_and_half",
    title="The price of half and half",
    prompt="""
A network has learnt nothing. Whatever the picture, it gives both classes the share 0.5. What is the
cost of one picture, in nats (natural logarithm)?
""",
    comment="a number, in nats",
    right=0.6931,
    within=0.008,
    mistakes=[
        (0.5, "this is the share. The cost is minus its logarithm"),
        (1.0, "this is to base 2, in bits"),
        (0.301, "this is to base 10"),
        (-0.6931, "the sign. A cost is minus the logarithm"),
    ],
    hints=(
        "The cost is minus the logarithm of the share that the right class got.",
        "`-np.log(0.5)`",
    ),
    why="-log 0.5 = log 2 = 0.69 nats, for every picture. A trained classifier must cost less.",
)

times_as_probable = value(
    name="02.times_as_probable",
    title="A whole picture",
    prompt="""
One picture costs 7 bits per dimension, another costs 6. Each has 3,072 numbers. The density of the
second is 2 to the power of what, times that of the first?
""",
    comment="the exponent, a whole number",
    right=3072,
    mistakes=[
        (1, "this is one dimension. The whole picture has 3,072 of them"),
        (-3072, "the sign. Fewer bits mean a higher density"),
        (2, "this is the factor for one dimension, not the exponent for the whole picture"),
        (3072 * 6, "these are all the bits of the second picture. The two pictures are compared"),
    ],
    hints=(
        "Bits of the whole picture: bits per dimension times the number of dimensions.",
        "Each bit is one factor of 2. By how many bits do the two whole pictures differ?",
    ),
    why="The pictures differ by one bit in each of 3,072 numbers: 3,072 bits, a factor of 2 to the "
    "power of 3072. Small differences of bits per dimension are enormous factors.",
)

bayes_rule = Question(
    name="02.bayes_rule",
    title="Shares that never overflow",
    kind="complete",
    prompt=r"""
Two densities say how probable a picture is if "the others" painted it, and if "swirls" did. Turn
them into shares that add to 1:

$$p(y|x) = \frac{p(x|y)\,p(y)}{\sum_k p(x|k)\,p(k)}$$

You get `log_likelihood`, log p(x given y), (n, classes), and `prior`, p(y), (classes,). There may
be more than two classes. The chapter borrowed `logsumexp`; here `np` alone will do. Return
(n, classes). Mind that a picture's log density may be -5000, and that `np.exp(-5000)` is 0; the
next picture's may be another by thousands.
""",
    start='''
def my_posterior(log_likelihood, prior):
    """p(y given x): log p(x given y), (n, classes), and p(y), (classes,) -> (n, classes)."""
    return ...


ex.bayes_rule.check(my_posterior)
''',
    hints=(
        r"Stay with logarithms as long as you can: $\log p(x|y) + \log p(y)$ is the log of what "
        r"stands above the line.",
        r"The rule does not change if every $p(x|y)$ of a picture is multiplied by the same "
        r"number. In logarithms: subtract the same number from every class. Which number makes "
        r"`np.exp` safe?",
        r"`joint = log_likelihood + np.log(prior)`, then subtract `joint.max(axis=1, "
        r"keepdims=True)`, take `np.exp`, and divide by the sum over `axis=1`.",
    ),
    solved='''
def my_posterior(log_likelihood, prior):
    """p(y given x): log p(x given y), (n, classes), and p(y), (classes,) -> (n, classes)."""
    joint = log_likelihood + np.log(prior)
    joint = np.exp(joint - joint.max(axis=1, keepdims=True))  # the largest becomes 1
    return joint / joint.sum(axis=1, keepdims=True)


ex.bayes_rule.check(my_posterior)
''',
    why=r"""
Above and below the line stands $p(x|y)\,p(y)$, so a common factor cancels. Taking out the largest
one leaves numbers between 0 and 1, at least one of them exactly 1: the sum can neither overflow nor
be 0. `scipy.special.logsumexp` does the same with the sum in logarithms.
""",
    test=check_posterior,
)

predict_garments = predict(
    name="02.predict_garments",
    title="What a classifier says of what it never saw",
    prompt="""
You show 300 photographs of garments, grey on black, to the judge. It was trained on landscapes
only: by swirls, or not by swirls. What will its shares be?
""",
    options={
        "a": (
            "Near 50 % for most of them, because it has never seen anything like them.",
            "It would be nice. But nothing in its training ever asked for 50 % on strange "
            "pictures: it saw only landscapes, each with a sure answer.",
        ),
        "b": (
            'Nearly always "not swirls", because anything that is not by swirls belongs there.',
            'The class "not swirls" was never "everything else". It was three painters and some '
            "plain scenes, and a shirt is as far from those as from swirls.",
        ),
        "c": (
            "It refuses: neither class gets a share above one half.",
            "Two shares that add to 1 cannot both be below one half. A classifier has no way to "
            'say "neither".',
        ),
        "d": (
            "Sure answers: more than 90 % for one of the two, for most of the garments.",
            "Its features are computed from a garment as from any picture, and most places in the "
            "space of features lie far from the border. There its answers are sure.",
        ),
    },
    right="d",
    look="Open the result: its cell counts them.",
    hints=(
        "A softmax has two shares that add to 1. What would have taught it to keep them even?",
        "Think of a map with a border drawn through it. How much of the map is near the border?",
    ),
    why="""
Training lowers -log p(y given x) at the landscapes it has, and nowhere else. What happens elsewhere
is whatever the network makes of it, and a network that has grown large logits between two classes
often has large logits far from both. p(y given x) answers "which of the two", never "is it one of
the two".
""",
)

repair_bayes = Question(
    name="02.repair_bayes",
    title="A Bayes classifier that favours nobody",
    kind="repair",
    prompt="""
A museum holds eight paintings by the others for every two by "swirls", so `prior` is (0.8, 0.2).
Its Bayes classifier calls far too many of them swirls, and its shares do not even add to 1. It has
two mistakes. Repair them.

You get `log_likelihood`, log p(x given y), (n, classes), and `prior`, (classes,). Another museum
may have more classes.
""",
    start='''
def my_classifier(log_likelihood, prior):
    """p(y given x), (n, classes): shares that add to 1 for every picture."""
    largest = log_likelihood.max(axis=1, keepdims=True)
    joint = np.exp(log_likelihood - largest)
    return joint / joint.sum(axis=0)


ex.repair_bayes.check(my_classifier)
''',
    hints=(
        "What goes in and is never used?",
        "The shares of one picture add to 1. Over which axis does the code add?",
        "Multiply by `prior` before the sum, and add over the classes: `axis=1, keepdims=True`.",
    ),
    solved='''
def my_classifier(log_likelihood, prior):
    """p(y given x), (n, classes): shares that add to 1 for every picture."""
    largest = log_likelihood.max(axis=1, keepdims=True)
    joint = np.exp(log_likelihood - largest) * prior
    return joint / joint.sum(axis=1, keepdims=True)


ex.repair_bayes.check(my_classifier)
''',
    why="""
Without the prior every class is taken for equally frequent, so the rare one is found too often.
And the sum in the denominator is p(x), over the classes of one picture; over the pictures it means
nothing, and a picture's share would change with its neighbours. A generative model keeps the two
apart: if only the painters' frequencies change, the densities can stay and the prior is counted
again. The shares of a classifier can be corrected too: times the new prior, over the old one.
""",
    test=check_repaired,
)

quiz = five(
    name="02.quiz",
    questions=[
        (
            "At a picture, the density of swirls is 4 and that of the others is 1. One painting in "
            "ten is by swirls. What is p(swirls given the picture)?",
            {"a": "0.80", "b": "0.40", "c": "about 0.31", "d": "0.10"},
            "c",
            "4 × 0.1 = 0.4 against 1 × 0.9 = 0.9, and 0.4 / 1.3 is about 0.31.",
        ),
        (
            "A classifier is right about 95 % of held-out pictures from the source of its training "
            "pictures. Which test shows whether it uses strokes?",
            {
                "a": "Many more held-out pictures from the same source",
                "b": "The average of its largest share on the held-out pictures",
                "c": "A second classifier, trained in the same way on the same pictures",
                "d": "The held-out pictures with all strokes blurred away",
            },
            "d",
            "Only where the strokes are missing can you see whether they are missed.",
        ),
        (
            "Pictures of a kind that was never seen in training come in. What do the models say?",
            {
                "a": "The shares of a classifier are nearly even for most of them.",
                "b": "A low p(x) is a warning, but some of them can get a high p(x).",
                "c": "Their p(x) is lower than that of any picture like the data.",
                "d": "A classifier gives them shares that add to less than 1.",
            },
            "b",
            "Noise got a low p(x), but the flat grey square got a higher one than most paintings.",
        ),
        (
            "You have a model of p(y given x), and nothing else. What can it not do?",
            {
                "a": "Draw a new picture by swirls",
                "b": "Adapt its shares when the painters' frequencies change",
                "c": "Say which of two painters is more probable",
                "d": "Show which property it needs, when properties are taken away",
            },
            "a",
            "Drawing needs p(x given y), and p(y given x) says nothing about p(x).",
        ),
        (
            "A classifier hardly minds when the strokes are blurred away, and loses a lot without "
            "colours. What do you expect where all painters choose from the same scenes?",
            {
                "a": "The same accuracy, because the painters are the same",
                "b": "An accuracy near that of guessing",
                "c": "An accuracy near 0 %",
                "d": "A higher accuracy, because now it must look at the strokes",
            },
            "b",
            "It leans on the choice of scenes, and that tells it nothing there.",
        ),
    ],
)

QUESTIONS = (
    by_hand,
    half_and_half,
    predict_garments,
    times_as_probable,
    bayes_rule,
    repair_bayes,
    quiz,
)
