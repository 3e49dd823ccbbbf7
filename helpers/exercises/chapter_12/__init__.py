"""Questions of chapter 12, the comparison. Their cells use `np`."""

from helpers.exercises.chapter_12.check_bits import check_bits
from helpers.exercises.chapter_12.check_lead import check_lead
from helpers.exercises.chapter_12.closing import quiz
from helpers.exercises.chapter_12.tries import between, one_feature, tenth
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "12 Side by side"

guess = Guesses("12")


same_bits = Question(
    name="12.same_bits",
    title="Four papers, one column",
    kind="complete",
    prompt=r"""
Four papers print log p(x) of pictures, in nats. One left the grey levels at 0, 1, 2 ... 255, so
that two neighbouring levels are 1 apart. One divided by 255, one moved the levels to -1 ... 1, one
standardised them. Each log p is a log *density* in that paper's own units. Turn them all into bits
a pixel at 256 levels:

$$\text{bits} = -\frac{\log_2 P(\text{levels})}{\text{pixels}}$$

You get `nats`, (pictures,); `step`, how far apart two neighbouring grey levels are in the paper's
units; and the number of `pixels`. A level's probability is the density times the width that the
level takes up. Return (pictures,).
""",
    start='''
def my_bits(nats, step, pixels):
    """Bits per pixel at 256 levels: log densities (pictures,) -> (pictures,)."""
    return ...


ex.same_bits.check(my_bits)
''',
    hints=(
        "A density is probability per volume. Which volume does one picture, one level for each "
        "of its pixels, take up in the paper's units?",
        r"That volume is $\text{step}^{\text{pixels}}$. Its logarithm is added to the log density.",
        r"$-(\text{nats} + \text{pixels} \cdot \log \text{step})$ is the price of the picture in "
        r"nats. Divide by the pixels, and by $\log 2$.",
    ),
    solved='''
def my_bits(nats, step, pixels):
    """Bits per pixel at 256 levels: log densities (pictures,) -> (pictures,)."""
    log_prob = nats + pixels * np.log(step)  # of the levels, no longer a density
    return -log_prob / (pixels * np.log(2))


ex.same_bits.check(my_bits)
''',
    why=r"""
$P(\text{levels}) = p(x) \cdot \text{step}^{\text{pixels}}$, so the log density gains
$\text{pixels} \cdot \log \text{step}$. Between levels at 0 ... 255 and pixels from 0 to 1 that is
$784 \cdot \log 255$, more than 4,300 nats: far more than any two models differ by. A table that
mixes the two ranks units, not models.
""",
    test=check_bits,
)

predict_few = predict(
    name="12.predict_few",
    title="A distance from few pictures",
    prompt="""
You score *real* test pictures against other real test pictures by the Fréchet distance: once with
100 of them, once with 400, once with 2,000. Then you do the same with samples of the GAN. What
happens? Commit to an answer before you open the result.
""",
    options={
        "a": (
            "Nothing but noise: the distance is a mean, so it scatters more with few pictures, "
            "to both sides of the same value.",
            "But it is no mean. A distance is never negative, so errors in the two means and in "
            "the 2,080 numbers of each covariance all push it the same way.",
        ),
        "b": (
            "It is larger with few pictures, for both, and so much so that 100 real pictures score "
            "worse than 2,000 samples of the GAN.",
            "The errors of 64 means and of 2,080 covariances are squared and added, and they "
            "shrink as 1/n. With 100 pictures they outweigh all that is wrong with the GAN.",
        ),
        "c": (
            "It is larger with few pictures for the GAN. Real against real is zero at any number.",
            "It would be zero for the very same pictures. Two different sets from one source "
            "differ by chance, and the more so the smaller they are.",
        ),
        "d": (
            "It is smaller with few pictures: they cannot show everything that is wrong.",
            "That holds for a look at a sheet. The formula sees the scatter of a small set and "
            "takes it for a difference between the sources.",
        ),
    },
    right="b",
    look="Open the result and read the two curves from left to right.",
    hints=(
        "A covariance of 64 features holds 2,080 different numbers. How well are they known from "
        "100 pictures?",
        "Write down the first term for two sets from the same source: the squared distance of "
        "two means. Is its expectation zero?",
    ),
    why="""
For two samples of one normal distribution the expected distance is not zero: it falls as
1/n + 1/m, with a constant that grows with the number of features. So a Fréchet distance has no
meaning without its n, and two of them may be compared at the same n only. Real against real at
that n is the floor to print beside it.
""",
)

repair_lead = Question(
    name="12.repair_lead",
    title="A winner that is none",
    kind="repair",
    prompt="""
A leaderboard uses this function to decide who draws better. `a` and `b` are the Fréchet distances
of two models, one number for each seed of sampling, (runs,); less is better. The lead is positive
where a is the better one, and is meant to be counted in standard errors of the difference of the
means: at 1 it may be chance, at 5 it is not. But as it stands, anyone wins who samples often
enough. It has three mistakes. Repair them.
""",
    start='''
def my_lead(a, b):
    """How many standard errors a is ahead of b; distances, so less is better."""
    gap = np.min(b) - np.min(a)
    spread = np.std(a, ddof=1) + np.std(b, ddof=1)
    return gap / spread


ex.repair_lead.check(my_lead)
''',
    hints=(
        "What happens to the smallest of many draws as their number grows? And to their mean?",
        "One run varies by the standard deviation. The mean of n runs varies by less: by which "
        "factor? And when two independent things are subtracted, which adds up: their standard "
        "deviations, or their variances?",
        "The variance of the difference of two means is "
        "`np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b)`. The spread is its root.",
    ),
    solved='''
def my_lead(a, b):
    """How many standard errors a is ahead of b; distances, so less is better."""
    gap = np.mean(b) - np.mean(a)
    variance = np.var(a, ddof=1) / len(a) + np.var(b, ddof=1) / len(b)
    return gap / np.sqrt(variance)


ex.repair_lead.check(my_lead)
''',
    why="""
The best of many runs gets better by luck alone, and more so for the model whose runs scatter most:
choosing it is cherry-picking done by a computer. Means do not drift. And what has to be small is
not the scatter of single runs but that of their mean, whose variance is the variance over n;
variances of independent things add, standard deviations do not. Three seeds of *sampling* say how
steady the score is. They do not say what another training would have given.
""",
    test=check_lead,
)


QUESTIONS = (one_feature, tenth, between, predict_few, same_bits, repair_lead, quiz)
