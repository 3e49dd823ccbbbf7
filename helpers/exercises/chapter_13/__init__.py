"""Questions of chapter 13, your own data. Their cells use `np`."""

from helpers.exercises.chapter_13.check_nearer import check_nearer
from helpers.exercises.chapter_13.check_split import check_split
from helpers.exercises.chapter_13.check_strokes import check_strokes
from helpers.exercises.chapter_13.closing import quiz
from helpers.exercises.chapter_13.tries import cropped, half_copies, shorter, siblings
from helpers.exercises.engine import Question
from helpers.exercises.guesses import Guesses

TITLE = "13 Your own data"

guess = Guesses("13")


strokes_to_drawing = Question(
    name="13.strokes_to_drawing",
    title="The density of a drawing",
    kind="complete",
    prompt=r"""
A drawing has several strokes, and points lie evenly along all of its line: a long stroke gets more
of them than a short one. For each stroke alone the density is known. Write down that of the whole
drawing.

You get `log_parts`, (n, strokes): the log density, in nats, of n points under each stroke alone;
and `lengths`, (strokes,). Return the log density of the drawing, (n,), in nats. It has to be finite
even for a point that lies so far from every stroke that `np.exp` of its log densities is 0.
""",
    start='''
def my_log_density(log_parts, lengths):
    """Log density of a drawing from that of each stroke: (n, strokes), (strokes,) -> (n,)."""
    return ...


ex.strokes_to_drawing.check(my_log_density)
''',
    hints=(
        "A point is drawn in two steps: first its stroke is chosen, then a place near it. With "
        "which probability is each stroke chosen?",
        r"$p(x) = \sum_k w_k\, p_k(x)$, where $w_k$ is the length of stroke $k$, divided by the "
        r"length of all. Densities add, their logarithms do not.",
        "Bring the weight under the exponent: `log_parts + np.log(weights)`. Then "
        "`np.logaddexp.reduce(…, axis=-1)` is the logarithm of the sum of the exponentials, and "
        "it never leaves the logarithms.",
    ),
    solved='''
def my_log_density(log_parts, lengths):
    """Log density of a drawing from that of each stroke: (n, strokes), (strokes,) -> (n,)."""
    weights = lengths / np.sum(lengths)
    return np.logaddexp.reduce(log_parts + np.log(weights), axis=-1)


ex.strokes_to_drawing.check(my_log_density)
''',
    why=r"""
A drawing is a mixture of its strokes, and the weights add to 1, so it is a density again. Written
with `np.exp`, the sum is 0 a few dozen sd away from the line, and its logarithm is minus infinity:
one such point makes the average over all points useless. This is why programs keep densities as
logarithms from beginning to end.
""",
    test=check_strokes,
)

repair_split = Question(
    name="13.repair_split",
    title="Look-alikes on both sides",
    kind="repair",
    prompt="""
This function holds pictures out, chosen by chance. But the folder has look-alikes: several shots
of one scene, or the same picture in two formats. As it stands, a model has seen the twin of nearly
every held-out picture. Repair it: pictures that look alike stay together, on one side or the other.

You get `groups`, (n,), whole numbers: pictures that look alike have the same one; `share`, about
which share of the *groups* is to be held out, each group with the same chance; and `rng`, a NumPy
generator. Return (n,): True where a picture is held out, False where a model may learn from it.
""",
    start='''
def my_split(groups, share, rng):
    """Which pictures are held out: whole numbers (n,) -> True or False, (n,)."""
    order = rng.permutation(len(groups))
    held_out = order[: round(share * len(order))]
    return np.isin(np.arange(len(groups)), held_out)


ex.repair_split.check(my_split)
''',
    hints=(
        "What is drawn by lot in this function? What should be?",
        "`np.unique(groups)` names each group once. Shuffle these names and take the first ones.",
        "Once the groups that are held out are chosen, `np.isin(groups, held_out)` says for each "
        "picture whether its group is among them.",
    ),
    solved='''
def my_split(groups, share, rng):
    """Which pictures are held out: whole numbers (n,) -> True or False, (n,)."""
    order = rng.permutation(np.unique(groups))
    held_out = order[: round(share * len(order))]
    return np.isin(groups, held_out)


ex.repair_split.check(my_split)
''',
    why="""
What must be independent has to be drawn independently, and look-alikes are not: two shots of one
scene are nearly one example. The same holds for people, patients, places and days. Whoever splits
rows where groups should be split finds that every model is excellent, until somebody else uses it.
""",
    test=check_split,
)

nearer_share = Question(
    name="13.nearer_share",
    title="Nearer than unseen pictures",
    kind="complete",
    prompt="""
A ratio of two medians does not see that four samples in ten are copies. Write a score that does.
Take a sample and a held-out picture at random. With which probability does the sample lie nearer
to the training pictures than the held-out picture?

You get two arrays of distances to the nearest training picture: `samples`, (n,), of the model's
samples, and `held_out`, (m,), of pictures that it never saw. Look at all n · m pairs and return the
share in which the sample is nearer, a number from 0 to 1. A pair that is equally near counts half.
""",
    start='''
def my_share(samples, held_out):
    """How often a sample is nearer than an unseen picture: (n,), (m,) -> a number."""
    return ...


ex.nearer_share.check(my_share)
''',
    hints=(
        "Every sample meets every held-out picture. Which shape has a table of all these pairs?",
        "`samples[:, None] < held_out` is that table, (n, m). Its mean is the share of pairs in "
        "which the sample is nearer.",
        "Equal pairs are missing there. Add half of the mean of `samples[:, None] == held_out`.",
    ),
    solved='''
def my_share(samples, held_out):
    """How often a sample is nearer than an unseen picture: (n,), (m,) -> a number."""
    nearer = samples[:, None] < held_out  # (n, m)
    equal = samples[:, None] == held_out  # (n, m)
    return np.mean(nearer) + np.mean(equal) / 2


ex.nearer_share.check(my_share)
''',
    why="""
One half is what honest samples score, 1 is a copier, and less than one half is a model that strays.
If four samples in ten are copies and the others honest, the share is 0.4 · 1 + 0.6 · 0.5 = 0.7,
clearly above one half. Every score is blind to something: if the other six stray far, their pairs
count 0, and the share is 0.4. So look at the smallest distances, too. In statistics this share is
known from the test of Mann and Whitney.
""",
    test=check_nearer,
)


QUESTIONS = (
    *(shorter, cropped, siblings, half_copies),
    *(strokes_to_drawing, repair_split, nearer_share, quiz),
)
