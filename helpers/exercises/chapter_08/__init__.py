"""Questions of chapter 8, the variational autoencoder. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_08.check_bound import check_bound
from helpers.exercises.chapter_08.check_kl import check_kl
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses
from helpers.exercises.quick import five, value

TITLE = "08 Variational autoencoder"

guess = Guesses("08")

gap = value(
    name="08.gap",
    title="How far from the posterior",
    prompt="""
In a small model everything is known. For one picture, what the way back gets right is -90 nats, the
code costs 22 nats, and log p(x) is -100 nats. How large is the KL from the encoder's answer to the
posterior?
""",
    right=12.0,
    comment="a number of nats",
    mistakes=[
        (-12.0, "the sign. A KL divergence is never negative"),
        (-112.0, "this is the bound. How much does it lack?"),
        (112.0, "this is minus the bound. How much does the bound lack?"),
        (32.0, "the cost was added to what the way back gets right"),
        (-32.0, "a bound above the truth: the cost was added. It is subtracted"),
        (10.0, "the cost of the code is missing"),
        (-10.0, "the cost of the code is missing, and the sign"),
        (22.0, "this KL is the one to the prior over codes"),
    ],
    hints=(
        "First the bound: what the way back gets right, minus what the code costs.",
        "The fourth of the five lines: log p(x) is the bound plus the KL to the posterior.",
    ),
    why="""
The bound is -90 - 22 = -112 nats. The truth is -100. The bound lacks 12 nats, and that is the KL
from q to the posterior. With the posterior itself as the encoder's answer it would be 0.
""",
)

outputs = value(
    name="08.outputs",
    title="What the encoder answers",
    prompt="""
The code has 16 numbers, and the encoder answers with a separate normal distribution for each of
them. How many numbers does its last layer give for each picture?
""",
    right=32,
    comment="a whole number",
    mistakes=[
        (16, "this is a point. A distribution also has a width"),
        (1, "one number is not enough for 16 distributions"),
        (272, "a width for every pair. Here each number of the code has its own width only"),
        (784, "these are the pixels, which go in"),
        (160, "this counts all five pictures. The question is about each one"),
    ],
    hints=(
        "What does it take to write down one normal distribution?",
        "A mean and a standard deviation, 16 times.",
    ),
    why="""
16 means and 16 standard deviations. One layer gives all of them, and `ops.split` cuts them into two
halves.
""",
)

kl_to_standard_normal = Question(
    name="08.kl_to_standard_normal",
    title="The KL term in closed form",
    kind="complete",
    prompt=r"""
The encoder answers each image with a Gaussian $q = N(\text{mean}, \text{sd}^2)$ in every latent
dimension. The bound charges its distance from the prior over codes, $p = N(0, 1)$:

$$\mathrm{KL}(q \,\|\, p) = \mathbb{E}_{z \sim q}\,[\log q(z) - \log p(z)]$$

Write it without drawing any $z$. You get `mean` and `log_sd`, each (batch, latent). Note that
`log_sd` is the log of the sd, not of the variance. Return one number for each image, (batch,),
in nats.
""",
    start='''
def my_kl(mean, log_sd):
    """KL from N(mean, sd²) to N(0, 1), in nats: (batch, latent) twice -> (batch,)."""
    return ...


ex.kl_to_standard_normal.check(my_kl)
''',
    hints=(
        r"Take one dimension. Write down $\log q(z)$ and $\log p(z)$ and subtract. The terms "
        r"with $2\pi$ cancel.",
        r"Now average over $q$. There $((z - \text{mean}) / \text{sd})^2$ has the average 1, and "
        r"$z^2$ has the average $\text{mean}^2 + \text{sd}^2$.",
        r"One dimension costs $\frac{1}{2}(\text{mean}^2 + \text{sd}^2 - 1) - \log \text{sd}$, "
        r"and $\text{sd}^2$ is `ops.exp(2 * log_sd)`. Sum over the last axis.",
    ),
    solved='''
def my_kl(mean, log_sd):
    """KL from N(mean, sd²) to N(0, 1), in nats: (batch, latent) twice -> (batch,)."""
    each = (mean**2 + ops.exp(2 * log_sd) - 1) / 2 - log_sd  # (batch, latent)
    return ops.sum(each, axis=-1)  # (batch,)


ex.kl_to_standard_normal.check(my_kl)
''',
    why=r"""
Here $\log q(z) - \log p(z) = \frac{1}{2} z^2 - \frac{1}{2}((z - \text{mean}) / \text{sd})^2 -
\log \text{sd}$. Over $q$ the first square averages to $\text{mean}^2 + \text{sd}^2$ and the second
to 1. The dimensions are independent, so their KLs add: a sum, not a mean.
""",
    test=check_kl,
)

predict_beta = predict(
    name="08.predict_beta",
    title="What a heavy KL term does",
    prompt="""
You train the same VAE twice, with `beta=1` and with `beta=30`. Everything else is equal. What
changes from the first to the second? Commit to an answer before you open the result.
""",
    options={
        "a": (
            "The KL rises, because the objective gives it more weight. Reconstructions get "
            "sharper and samples more varied.",
            "But the objective is minimised. What weighs more gets pushed down harder, so the KL "
            "falls.",
        ),
        "b": (
            "Nothing but the scale of the loss. The networks that minimise it are the same.",
            "That would hold if beta multiplied the whole loss. It multiplies one of two terms, "
            "so it moves the balance between them.",
        ),
        "c": (
            "The KL falls. Reconstructions lose detail and grow alike. Samples turn into smooth, "
            "typical garments.",
            "A nat in the code now costs 30 nats, so only what saves the decoder that much is "
            "still sent: the kind of garment and its outline. Codes drawn from the prior now "
            "resemble codes of images, so samples even look tidier. The price is every detail.",
        ),
        "d": (
            "The KL falls. Codes come closer to the prior, so samples improve, and "
            "reconstructions stay as they are.",
            "The KL falls and samples look tidier, that much is right. But the KL is what the "
            "code tells about the image. With less of it the decoder knows less, and "
            "reconstructions pay.",
        ),
    },
    right="c",
    look="Open the result and compare the KL, the reconstructions and the samples.",
    hints=(
        "Training minimises `beta * KL - log p(x given z)`. Which of the two gets cheaper to "
        "ignore as beta grows?",
        "The KL is the number of nats that the code carries about the image. What can a decoder "
        "still draw from a code that carries few?",
    ),
    why="""
With `beta=30` a nat of KL has to save 30 nats of log p(x given z). Few details do, so the encoder
stops sending them, and most latent dimensions fall back to the prior: the posterior collapses. The
decoder then draws the middle of all images that share a code, smooth and typical. Samples look
tidier and yet bits per dimension get worse, because only `beta=1` trains the bound.
""",
)

repair_bound = Question(
    name="08.repair_bound",
    title="A bound above the truth",
    kind="repair",
    prompt="""
This function is meant as a lower bound on log p(x). The decoder says that a pixel is `decode(z)`
plus Gaussian noise with standard deviation `sd_x`. But on a small linear model, where log p(x) is
known exactly, the "bound" lies above the truth. It has two mistakes. Repair them.

You get `x`, (batch, pixels); one draw `z` from q for each image, (batch, latent); and `kl`,
(batch,), which is right.
""",
    start='''
def my_bound(x, z, kl, decode, sd_x):
    """A lower bound on log p(x) in nats: one number for each image, (batch,)."""
    error = (x - decode(z)) / sd_x  # (batch, pixels)
    log_likelihood = ops.mean(-(error**2) / 2, axis=-1)  # (batch,)
    return log_likelihood - kl


ex.repair_bound.check(my_bound)
''',
    hints=(
        "Write down the density of one pixel, N(x; decode(z), sd_x²), and take its log. "
        "Compare it with the code, term by term.",
        "The pixels are independent given z. The density of the image is the product of the "
        "densities of its pixels. What does a product become under the log?",
        "One pixel gives `-(error**2 + ops.log(2 * np.pi * sd_x**2)) / 2`. Sum over the pixels.",
    ),
    solved='''
def my_bound(x, z, kl, decode, sd_x):
    """A lower bound on log p(x) in nats: one number for each image, (batch,)."""
    error = (x - decode(z)) / sd_x  # (batch, pixels)
    log_pixels = -(error**2 + ops.log(2 * np.pi * sd_x**2)) / 2  # (batch, pixels)
    return ops.sum(log_pixels, axis=-1) - kl


ex.repair_bound.check(my_bound)
''',
    why="""
The log of a product of densities is a sum, so the pixels add. Averaging them instead divides
log p(x given z) by the number of pixels and leaves the KL whole: an effective beta of 784 on
Fashion-MNIST. Without the constant `-log(2π sd_x²) / 2` of each pixel there is no density at all.
Training does not notice while `sd_x` is fixed, but the number is no bound, and no two models can be
compared by it.
""",
    test=check_bound,
)

bits = value(
    name="08.bits",
    title="From nats to bits",
    prompt="""
A model's bound on log p(x) of one picture of 28 × 28 pixels is -1,087 nats. How many bits per pixel
does that cost? (1 nat is 1.44 bits.) One decimal place is enough.
""",
    right=2.0,
    comment="one decimal place",
    within=0.03,
    mistakes=[
        (1.3865, "these are nats per pixel"),
        (0.961, "multiplied by log 2. A nat is more than a bit, so there are more bits than nats"),
        (-2.0, "the sign. The cost is minus the logarithm of the probability"),
        (-1.3865, "these are nats per pixel, with the sign of the logarithm"),
        (55.9, "divided by 28. A picture has 28 × 28 pixels"),
    ],
    hints=(
        "First nats for each pixel: how many pixels are there?",
        "1,087 / 784 nats per pixel, times 1.44.",
    ),
    why="""
1,087 / 784 = 1.39 nats per pixel, and 1.39 × 1.44 = 2.0 bits per pixel. The bound on log p(x) is a
lower one, so 2.0 bits may be too many, but never too few.
""",
)

averaged = value(
    name="08.averaged",
    title="A mean in place of a sum",
    prompt="""
Somebody trains a VAE on colour pictures of 32 × 32 pixels with three colours each. The KL is summed
over the code, as it should be, but minus log p(x given z) is *averaged* over all numbers of the
picture. This trains exactly as some `beta` would. Which one?
""",
    right=3072,
    comment="a whole number",
    mistakes=[
        (1 / 3072, "upside down. Which of the two terms got too small?"),
        (1024, "the three colours are missing. Each is a number of the picture"),
        (1 / 1024, "upside down, and the three colours are missing"),
        (784, "this would be a picture of 28 × 28 in grey"),
        (1, "a mean is a sum divided by something. Divided by what?"),
        (96, "32 times 3. A picture has two sides"),
    ],
    hints=(
        "A mean is the sum divided by the number of terms. How many are there?",
        "Multiply the whole loss by that number: it trains the same. What stands before the KL?",
    ),
    why="""
The loss is KL + (minus log p(x given z)) / 3072. Times 3072 it is 3072 KL - log p(x given z): a
`beta` of 32 × 32 × 3 = 3072, a hundred times the one that just made the code collapse.
""",
)

quiz = five(
    name="08.quiz",
    questions=[
        (
            "A decoder is strong enough to describe the pictures well without any code. Where "
            "does that show first?",
            {
                "a": "In the KL, which falls towards zero.",
                "b": "In what the way back gets right, which gets worse.",
                "c": "In the loss, which stops falling.",
                "d": "In the encoder's sd, which falls towards zero.",
            },
            "a",
            "A code that is not needed still costs nats, so training stops paying for it.",
        ),
        (
            "You train the encoder for longer and leave the decoder as it is. What may change?",
            {
                "a": "Both the bound and log p(x).",
                "b": "The bound, but not log p(x).",
                "c": "log p(x), but not the bound.",
                "d": "Neither: the encoder is not part of the model.",
            },
            "b",
            "log p(x) depends on the decoder and the prior over codes; the encoder moves the gap.",
        ),
        (
            "Same pictures, same 256 levels: a VAE has 3.2 bits per pixel, a bound, and an "
            "autoregressive model 3.3, exact. Which has the higher likelihood?",
            {
                "a": "It is open, because one of the numbers is a bound.",
                "b": "The autoregressive model, because its number is exact.",
                "c": "The autoregressive model, because its number is larger.",
                "d": "The VAE.",
            },
            "d",
            "The bound says 3.2 bits or fewer, and that is fewer than 3.3.",
        ),
        (
            "A paper shows smooth garments: `decode` of random codes, with no grey levels drawn. "
            "What are they?",
            {
                "a": "Samples of the model, to which the printed bound belongs.",
                "b": "Reconstructions of garments from the training set.",
                "c": "Centres of the decoder's answers; samples of this model have grain.",
                "d": "A sign of posterior collapse.",
            },
            "c",
            "The decoder answers with a bell curve for each pixel, and a sample draws from it.",
        ),
        (
            "For the smallest model of this chapter log p(x) is known. With some encoder the "
            "bound equals it. What follows?",
            {
                "a": "The code costs nothing.",
                "b": "The encoder's answer is the posterior.",
                "c": "The encoder's answer is the prior over codes.",
                "d": "The way back makes no mistakes.",
            },
            "b",
            "What the bound lacks is the KL to the posterior, and here it is zero.",
        ),
    ],
)

QUESTIONS = (gap, outputs, bits, predict_beta, averaged, kl_to_standard_normal, repair_bound, quiz)
