"""Questions of chapter 2, generative and discriminative models. Their cells use `np`."""

from helpers.exercises.chapter_02.check_bayes import check_posterior, check_repaired
from helpers.exercises.chapter_02.closing import quiz
from helpers.exercises.chapter_02.tries import by_hand, half_and_half, times_as_probable
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "02 Generative against discriminative"

guess = Guesses("02")


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


QUESTIONS = (
    by_hand,
    half_and_half,
    predict_garments,
    times_as_probable,
    bayes_rule,
    repair_bayes,
    quiz,
)
