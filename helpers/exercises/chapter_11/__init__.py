"""Questions of chapter 11, the GAN. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_11.check_best_critic import check_best_critic
from helpers.exercises.chapter_11.check_game import check_game
from helpers.exercises.chapter_11.closing import quiz
from helpers.exercises.chapter_11.tries import coin, critic_pays, floors, forger_pays, one_number
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "11 GAN"

guess = Guesses("11")


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
