"""Questions of chapter 3, representation learning. Their cells use `np`."""

from helpers.exercises.chapter_03.check_pca import check_pca
from helpers.exercises.chapter_03.check_recovery import check_recovery
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "03 Representation learning"

guess = Guesses("03")

times_fewer = value(
    name="03.times_fewer",
    title="How much is squeezed out",
    prompt="""
Another dataset has colour pictures of 64 × 64 pixels, and its bottleneck has 16 numbers. How many
times fewer numbers does the code have than the picture?
""",
    comment="a whole number",
    right=768,
    mistakes=[
        (256, "a colour pixel has three numbers"),
        (192, "these are the 3,072 numbers of a picture of 32 × 32"),
        (12288, "these are the numbers of the picture. Compare them with those of the code"),
        (12272, "the difference was taken. The question is how many times"),
    ],
    hints=("How many numbers does one pixel have?", "64 × 64 × 3 numbers, divided by 16."),
    why="64 × 64 × 3 = 12,288 numbers become 16, and 12,288 / 16 = 768.",
)

share_kept = value(
    name="03.share_kept",
    title="How much is kept",
    prompt="""
A model is off by 22 grey levels, and the mean face by 44. The share that the model keeps is 1 minus
its *squared* error over the squared error of the mean face. What is it?
""",
    comment="a number between 0 and 1",
    right=0.75,
    within=0.001,
    mistakes=[
        (0.5, "the errors were not squared"),
        (0.25, "this is the share that is lost"),
        (-3, "the wrong way round: the error of the mean face was divided by the model's"),
    ],
    hints=("22 over 44 is one half. Square it.", "1 - (22 / 44) ** 2"),
    why="The squared error is a quarter of that of the mean face, so three quarters are kept. The "
    "ceiling keeps 0, the floor keeps 1.",
)

turned_back = value(
    name="03.turned_back",
    title="Turn it back",
    prompt=r"""
A face has $u = 1$ and $v = 2$. The turn is undone by $h = 0.6\,u - 0.8\,v$ and
$k = 0.8\,u + 0.6\,v$. Which number $h$ did the hat have before the turn?
""",
    comment="a number",
    right=-1,
    mistakes=[
        (2, "this is k, the skin"),
        (2.2, "0.8 v was added. That turns once more, not back"),
        (1, "this is u, or the sign is wrong"),
        (0.6, "only u was used. The hat is spread over both numbers"),
    ],
    hints=("Put both numbers into the first formula.", "0.6 · 1 - 0.8 · 2"),
    why="0.6 · 1 - 0.8 · 2 = -1. The pair (u, v) still says exactly what h and k were. But neither "
    "of the two says it alone.",
)

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

quiz = five(
    name="03.quiz",
    questions=[
        (
            "A model of faces is off by 20 grey levels. What do you need to know first?",
            {
                "a": "How far off it is on the faces it learnt from",
                "b": "How many weights the encoder and the decoder have",
                "c": "How far off the mean face is, and PCA with as many numbers",
                "d": "How much the error still fell in the last pass",
            },
            "c",
            "An error means something between a ceiling, a baseline and a floor.",
        ),
        (
            "Every face of a new dataset wears a small earring, gold or silver, chosen at random. "
            "A code of eight numbers is trained on the error alone. What comes back?",
            {
                "a": "An earring of a colour in between, on nearly everybody",
                "b": "The right earring, because a factor is a factor",
                "c": "No earring, because it is small",
                "d": "Gold on some faces and silver on others, without regard to the truth",
            },
            "a",
            "What changes few pixels is left out, and the best picture for a code is an average.",
        ),
        (
            "A table of information shares is dark in the whole row of *pose*. What follows?",
            {
                "a": "The code does not contain the pose.",
                "b": "The pose is not visible in the pictures.",
                "c": "One number says the pose, and the others do not.",
                "d": "No number says it alone. The recovery tells whether they say it together.",
            },
            "d",
            "A factor can be spread over many numbers: then all of them together still know it.",
        ),
        (
            "Somebody reads *skin* from a trained code with an R² of 0.83. Was it learnt?",
            {
                "a": "Yes, because 0.83 is far above 0.",
                "b": "Only a comparison with an untrained encoder can say so.",
                "c": "No, because 0.83 is below 1.",
                "d": "Yes, if the reader was tested on the faces it learnt from.",
            },
            "b",
            "A random encoder reached as much without any training.",
        ),
        (
            "Why may number 3 of an autoencoder's code have no meaning of its own?",
            {
                "a": "Because a code with sixteen numbers has too few of them",
                "b": "Because the decoder looks at only some of the numbers",
                "c": "Because the encoder was trained for too short a time",
                "d": "Because a turned code gives the same error, so nothing prefers the tidy one",
            },
            "d",
            "Encoder and decoder can turn the code and turn it back, and the error is the same.",
        ),
    ],
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
