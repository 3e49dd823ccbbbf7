"""Questions of chapter 3, representation learning. Their cells use `np`."""

from helpers.exercises.chapter_03.check_pca import check_pca
from helpers.exercises.chapter_03.check_recovery import check_recovery
from helpers.exercises.chapter_03.closing import quiz
from helpers.exercises.chapter_03.tries import share_kept, times_fewer, turned_back
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "03 Representation learning"

guess = Guesses("03")


pca_and_back = Question(
    name="03.pca_and_back",
    title="An autoencoder in two lines",
    kind="complete",
    prompt=r"""
Principal components are the autoencoder without curves. The encoder subtracts the mean face and
asks how much of each direction is left; the decoder adds that much of each direction to the mean.

You get faces `x`, (n, pixels), the `mean` face, (pixels,), and `directions`, (k, pixels). Every
direction has length 1 and is perpendicular to the others. Return what comes back, (n, pixels).
""",
    start='''
def my_pca(x, mean, directions):
    """Faces to k numbers each and back: (n, pixels) -> (n, pixels)."""
    return ...


ex.pca_and_back.check(my_pca)
''',
    hints=(
        "How much of one direction is in a face is a sum over pixels: the face, without the "
        "mean, times the direction.",
        "All faces and directions at once: a matrix product of (n, pixels) with (pixels, k). "
        "`directions` is (k, pixels), so transpose it: `directions.T`.",
        "`codes = (x - mean) @ directions.T`. The way back needs no transpose, and the mean again.",
    ),
    solved='''
def my_pca(x, mean, directions):
    """Faces to k numbers each and back: (n, pixels) -> (n, pixels)."""
    codes = (x - mean) @ directions.T  # (n, k)
    return codes @ directions + mean


ex.pca_and_back.check(my_pca)
''',
    why="""
Because the directions are perpendicular and of length 1, each number of the code can be computed
without the others, and the way back is the same table of numbers, transposed. What comes back is
the nearest face that the directions can make. An autoencoder replaces both products by networks,
which may bend.
""",
    test=check_pca,
)

predict_turn = predict(
    name="03.predict_turn",
    title="Turn the code",
    prompt="""
Take a trained encoder and decoder. Turn the space of codes by a random rotation Q: the new encoder
gives `z @ Q`, the new decoder undoes the turn first. What changes? Commit to an answer before you
open the result.
""",
    options={
        "a": (
            "The faces that come back are the same, and the whole code still tells the factors. "
            "But no single number tells one factor any more.",
            "Q and its inverse cancel, so the error cannot change. Each new number mixes all old "
            "ones, so what one number said alone is spread over all of them.",
        ),
        "b": (
            "The faces that come back get worse, because the decoder was trained on other codes.",
            "But the new decoder undoes the turn before it draws. It sees exactly the codes it "
            "was trained on.",
        ),
        "c": (
            "Nothing that one can measure. A turned code is the same code.",
            "The whole code does say the same. But ask each number alone: it is now a mixture "
            "of all the old ones.",
        ),
        "d": (
            "The faces are the same, but the factors are lost: the code no longer holds them.",
            "The faces come back, so everything in them is still in the code, the factors too. "
            "A reader that may use all numbers at once finds them.",
        ),
    },
    right="a",
    look="Open the result and compare the error, the recovery and the table.",
    hints=(
        "Write down what the new decoder does with a code of the new encoder. What is left of Q?",
        "There are two questions: can a factor be read off the whole code, and is there one "
        "number that says it? A rotation answers them differently.",
    ),
    why="""
Encoder and decoder share a secret, and any other secret would do as well. The training error sees
only what comes back, so it cannot prefer a code whose numbers mean something over the same code
turned. If single numbers do mean something, that came from somewhere else: from noise or a price
that treats each number apart, from the shape of the networks and of the data, from labels, or from
luck. A price that only asks how long a code is does not feel a turn either.
""",
)

repair_recovery = Question(
    name="03.repair_recovery",
    title="A score that flatters",
    kind="repair",
    prompt="""
A report claims that its code "contains every factor, R² above 0.9". The same function gives 1.00
for codes of pure noise. It has two mistakes. Repair them.

You get `codes`, (n, d), one `factor`, (n,), and `fit`: `fit(codes, factor)` learns to read the
factor off codes and returns a function that does so for any codes. Return R², one number: 1 for
a perfect reader, 0 for one that says the mean of every face.
""",
    start='''
def my_recovery(codes, factor, fit):
    """R² of a factor read off codes: (n, d), (n,) and a reader -> one number."""
    read = fit(codes, factor)
    error = np.mean((factor - read(codes)) ** 2)
    return 1 - error / np.mean(factor**2)


ex.repair_recovery.check(my_recovery)
''',
    hints=(
        "A reader may know by heart what it was shown. Which faces should it be judged on?",
        "Cut both arrays in two halves: `fit` gets one, `read` and the error the other.",
        "A reader that says the mean has the error `np.var(factor)`, not `np.mean(factor**2)`.",
    ),
    solved='''
def my_recovery(codes, factor, fit):
    """R² of a factor read off codes: (n, d), (n,) and a reader -> one number."""
    half = len(codes) // 2
    read = fit(codes[:half], factor[:half])
    error = np.mean((factor[half:] - read(codes[half:])) ** 2)
    return 1 - error / np.var(factor[half:])


ex.repair_recovery.check(my_recovery)
''',
    why="""
A flexible reader can memorise its examples, so an error on those says nothing about the code. And
R² asks how much better than the mean the reader is: the error of the mean is the variance. Dividing
by the mean square instead gives credit for knowing the average, which needs no code.
""",
    test=check_recovery,
)


QUESTIONS = (
    times_fewer,
    share_kept,
    predict_turn,
    turned_back,
    pca_and_back,
    repair_recovery,
    quiz,
)
