"""Questions of chapter 11, the GAN. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_11.check_best_critic import check_best_critic
from helpers.exercises.chapter_11.check_forger import check_forger
from helpers.exercises.chapter_11.check_game import check_game
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "11 GAN"

guess = Guesses("11")

critic_pays = value(
    name="11.critic_pays",
    title="The price of a pair",
    prompt="""
A critic gives a photograph the realness 13 and a forgery the realness 11. What does the *critic*
pay for this pair, without any penalty? Two decimals are enough. (`np.logaddexp(0, m)` is
softplus(m).)
""",
    comment="a number with two decimals",
    right=0.1269,
    within=0.005,
    mistakes=[
        (2.1269, "the order of the two points. This is what the forger pays"),
        (-2, "the softplus is missing"),
        (2, "the softplus is missing, and the order is turned round"),
        (0.1353, "the 1 in log(1 + ...) is missing"),
        (11, "the forgery alone was priced. The loss is about a pair"),
        (13, "the photograph alone was priced. The loss is about a pair"),
    ],
    hints=(
        "Only the difference counts: what is D(made) - D(real)?",
        "It is 11 - 13 = -2. Give that to `np.logaddexp(0, m)`.",
    ),
    why="softplus(11 - 13) = log(1 + exp(-2)) = 0.13: little, because the critic is right.",
)

one_number = value(
    name="11.one_number",
    title="What the critic returns",
    prompt="""
A critic of garments looks at a batch of 20 pictures, an array of shape (20, 28, 28, 1). What shape
does `critic` return?
""",
    comment="a shape, such as (5, 2)",
    right=(20,),
    mistakes=[
        ((20, 1), "this is what the network returns. `[:, 0]` drops the empty axis"),
        (20, "this is a number. A shape with one axis is written with a comma, like (7,)"),
        ((20, 28, 28, 1), "this is the shape of what goes in"),
        ((1,), "every picture of the batch is looked at alone"),
    ],
    hints=("How many numbers does the critic give for one picture?", "One. And about 20?"),
    why="One number for each picture, and no second axis: (20,).",
)

coin = value(
    name="11.coin",
    title="A critic without an opinion",
    prompt="""
A critic gives the same realness to every point, real or made. What is `doubt` for each pair? Two
decimals are enough.
""",
    comment="a number with two decimals",
    right=0.6931,
    within=0.008,
    mistakes=[
        (0, "this is the difference of the two numbers. Its softplus is larger"),
        (0.5, "this is the probability of being right, and not yet a price"),
        (1, "this is the price in bits. The logarithm here is the natural one"),
    ],
    hints=(
        "What is the difference of two equal numbers?",
        "`doubt` is softplus of that difference: log(1 + exp(0)).",
    ),
    why="softplus(0) = log(1 + 1) = log 2 = 0.69.",
)

forger_pays = Question(
    name="11.forger_pays",
    title="What the forger pays",
    kind="try",
    prompt="""
The critic pays `ops.softplus(of_fake - of_real)` for each pair. Write what the *forger* pays. It
gets the same two arrays, the realness of the real and of the made points, and wants its own points
to be taken for real.
""",
    start='''
def my_forger_loss(of_real, of_fake):
    """What the forger pays for each pair: (pairs,) twice -> (pairs,)."""
    return ...


ex.forger_pays.check(my_forger_loss)
''',
    hints=(
        "It is the same loss, seen from the other side.",
        "For the critic it is bad if the forgery looks more real. For the forger it is bad if ...",
    ),
    solved='''
def my_forger_loss(of_real, of_fake):
    """What the forger pays for each pair: (pairs,) twice -> (pairs,)."""
    return ops.softplus(of_real - of_fake)


ex.forger_pays.check(my_forger_loss)
''',
    why="""
The two points are swapped. The forger pays much where the real point looks more real than its own,
and little where its own does.
""",
    test=check_forger,
)

best_critic = Question(
    name="11.best_critic",
    title="The best critic of two densities",
    kind="complete",
    prompt=r"""
A critic sees two points. One was drawn from the data's density $p$, the other from the forger's
$q$; a coin decided which is which. On this chapter's plane both densities can be known, so the best
answer can be computed:

$$P(\text{the first is real}) = \frac{p(a)\, q(b)}{p(a)\, q(b) + p(b)\, q(a)}$$

You get `log_p` and `log_q`, each (pairs, 2): column 0 is the first point $a$ of every pair, column
1 the second, $b$. Return the probability that the first is the real one, (pairs,). Points may be
far away, where a density is too small for any computer and its logarithm is not.
""",
    start='''
def my_critic(log_p, log_q):
    """P(the first point is the real one): (pairs, 2) twice -> (pairs,)."""
    return ...


ex.best_critic.check(my_critic)
''',
    hints=(
        r"Divide above and below by $p(a)\, q(b)$. What is left depends on one ratio.",
        r"That ratio is the exponential of minus a difference: $D(a) - D(b)$ with "
        r"$D = \log p - \log q$.",
        r"$1 / (1 + e^{-m})$ is `ops.sigmoid(m)`. Its $m$ is the realness of the first point minus "
        r"that of the second.",
    ),
    solved='''
def my_critic(log_p, log_q):
    """P(the first point is the real one): (pairs, 2) twice -> (pairs,)."""
    realness = log_p - log_q  # D at both points, (pairs, 2)
    return ops.sigmoid(realness[:, 0] - realness[:, 1])  # (pairs,)


ex.best_critic.check(my_critic)
''',
    why=r"""
Divided by $p(a)\, q(b)$ the fraction is $1 / (1 + e^{-m})$ with $m = D(a) - D(b)$ and
$D = \log p - \log q$. So the best realness is a log ratio of densities, and only differences
count: a constant added to $D$ changes nothing. Logs are subtracted before anything is
exponentiated, so the answer stays right where both densities are zero to the computer.
""",
    test=check_best_critic,
)

floors = value(
    name="11.floors",
    title="How many floors?",
    prompt="""
The Fréchet distance of the GAN is how many times the floor? Round to a whole number.
""",
    comment="a number, rounded",
    right=4,
    within=0.15,
    mistakes=[
        (11, "the floor was subtracted. How many times does it fit in?"),
        (74, "this counts how often the GAN fits into the mean image, a ceiling"),
        (1, "the floor stands in another row: real images"),
        (0.25, "the division is turned round"),
    ],
    hints=(
        "Find the two rows in the table: the GAN, and real images.",
        "About 14.4 divided by about 3.6.",
    ),
    why="14.44 / 3.62 = 4.0: far below the ceilings, and clearly not the floor.",
)

predict_losses = predict(
    name="11.predict_losses",
    title="The losses when the forger is perfect",
    prompt="""
Suppose the forger were perfect: its samples cannot be told from data. The critic trains on and on,
without penalties. What do the two losses, critic's and forger's, show? Commit to an answer before
you open the result.
""",
    options={
        "a": (
            "Both fall to 0: nothing is left to learn, for either of them.",
            "But a loss of 0 means that the critic is right about every pair. It cannot be, "
            "because nothing tells the two points of a pair apart.",
        ),
        "b": (
            "The critic's falls to 0, because it trains on and on. The forger's grows.",
            "That is a critic that has won. It trains on and on here too, but on pairs that hold "
            "no clue, and no training finds a clue that is not there.",
        ),
        "c": (
            "Both stay near 0.69, the log of 2.",
            "The best answer to every pair is a coin's, probability one half, and it costs "
            "-log(1/2) = 0.69 on either side. Two flat curves at 0.69 are what success looks "
            "like. They are also what two beginners look like who have learnt nothing.",
        ),
        "d": (
            "The forger's falls to 0, because it has won. The critic's grows without end.",
            "A forger's loss of 0 would mean that its points look more real than real ones do, "
            "in every pair. A perfect forger is as real as the data, and no more.",
        ),
    },
    right="c",
    look="Open the result: there the forger hands in real points, and the critic trains.",
    hints=(
        "Put equal realness into the loss: `softplus(D(fake) - D(real))` at a difference of 0.",
        "Can a critic do better than a coin on two points from the same density? What would it "
        "have to know?",
    ),
    why="""
With p = q the best realness is the same everywhere, every difference is 0, and softplus(0) is log 2
for both players. So these losses near 0.69 mean "cannot be told apart", not "did not learn"; and
since two beginners give the same number, these losses do not say how good the samples are. Look at
samples, count modes, ask a fresh critic.
""",
)

repair_round = Question(
    name="11.repair_round",
    title="A round that moves the wrong player",
    kind="repair",
    prompt="""
The smallest game there is: data are numbers around 3, the critic is D(x) = w · x, the forger is
G(z) = z + b, which should end at b = 3. Someone wrote one round of it by hand: the slope of each
loss, then a step down. Played for long, the forger runs the wrong way. The round has two
mistakes. Repair them.

* critic's loss: `softplus(w * (fake - x))`, plus the penalty `gamma * w**2`
* forger's loss: `softplus(w * (x - fake))`; it may move `b` and nothing else

You get `x` and `z`, (batch,); `w`, `b`, `rate` and `gamma` are numbers. The derivative of
softplus is the sigmoid, which is called `doubt` here: the probability that the critic gives to
the wrong order of a pair.
""",
    start='''
def my_round(x, z, w, b, rate, gamma):
    """One step of each player, from (w, b) to the new (w, b)."""
    fake = z + b
    doubt = 1 / (1 + np.exp(-w * (fake - x)))  # (batch,)
    w_critic = np.mean(doubt * (x - fake)) + 2 * gamma * w
    w_forger = np.mean((1 - doubt) * (x - fake))
    b_forger = np.mean(-(1 - doubt) * w)
    return w - rate * (w_critic + w_forger), b - rate * b_forger


ex.repair_round.check(my_round)
''',
    hints=(
        "Take the derivative of the critic's loss with respect to w by hand: the sigmoid of the "
        "inside, times the derivative of the inside. Compare its sign with the code's.",
        "Which lines move w? Whose loss does each come from? In this chapter's code, "
        "`frozen_critic` keeps one of them away.",
        "The critic's slope is `doubt * (fake - x)`, and `w_forger` has no business in the round.",
    ),
    solved='''
def my_round(x, z, w, b, rate, gamma):
    """One step of each player, from (w, b) to the new (w, b)."""
    fake = z + b
    doubt = 1 / (1 + np.exp(-w * (fake - x)))  # (batch,)
    w_critic = np.mean(doubt * (fake - x)) + 2 * gamma * w
    b_forger = np.mean(-(1 - doubt) * w)
    return w - rate * w_critic, b - rate * b_forger


ex.repair_round.check(my_round)
''',
    why="""
With `x - fake` the labels are swapped: the critic learns to call forgeries real, and sends the
forger away from the data. And `w_forger` is the forger's loss at the critic's weights: a step down
along it makes the critic worse on purpose. Without the swap the two would nearly cancel, and from
w = 0 the critic would never learn anything. Each loss moves its own player; that is what
`stop_gradient` and `frozen_critic` are for.
""",
    test=check_game,
)

quiz = five(
    name="11.quiz",
    questions=(
        (
            "A critic gives a photograph 2 and a forgery 5. What do the two players pay, without "
            "penalties?",
            {
                "a": "The critic pays about 3, the forger about 0.05.",
                "b": "The critic pays about 0.05, the forger about 3.",
                "c": "The critic pays 5, the forger 2.",
                "d": "Both pay about 0.69.",
            },
            "a",
            "The critic pays softplus(5 - 2) and the forger softplus(2 - 5).",
        ),
        (
            "Both losses of our GAN have stood near 0.69 for an hour. What follows?",
            {
                "a": "The forger makes every kind of sample that the data have.",
                "b": "Training is stuck: a smaller step size would help.",
                "c": "The critic tells its pairs hardly better than a coin. How good the samples "
                "are, you have to measure.",
                "d": "The forger has collapsed to one kind of sample.",
            },
            "c",
            "Two beginners, a perfect forger and a collapsed one can all show about this number.",
        ),
        (
            "A forger is scored on a plane with 25 hills: 25 modes, quality 60 %. What is wrong?",
            {
                "a": "It has lost hills.",
                "b": "About four of ten samples lie on no hill.",
                "c": "It copies training points.",
                "d": "Nothing: it reaches every hill.",
            },
            "b",
            "Modes count the hills that are reached, quality the share of samples on a hill.",
        ),
        (
            "A GAN of garments reaches the floor of the Fréchet distance, and its memorisation "
            "ratio is 0.03. What do you suspect?",
            {
                "a": "Its samples are real in kind and new in detail.",
                "b": "It has collapsed to one kind of garment.",
                "c": "Its critic was too weak.",
                "d": "At least half of its samples are close to copies of training pictures.",
            },
            "d",
            "Copies of real pictures are real, so only the second number finds them.",
        ),
        (
            "In the collapse of this chapter the quality went up. Why?",
            {
                "a": "The critic had become stricter.",
                "b": "All samples sat on one hill, and quality does not ask how many hills there "
                "are.",
                "c": "The losses had come down to 0.",
                "d": "The forger had learnt to avoid the crossings between the hills that it "
                "still reached.",
            },
            "b",
            "Quality asks of each sample alone whether it lies on some hill.",
        ),
    ),
)

QUESTIONS = (
    critic_pays,
    one_number,
    coin,
    forger_pays,
    predict_losses,
    floors,
    best_critic,
    repair_round,
    quiz,
)
