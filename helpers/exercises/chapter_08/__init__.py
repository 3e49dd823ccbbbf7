"""Questions of chapter 8, the variational autoencoder. Their cells use `np` and Keras' `ops`."""

from helpers.exercises.chapter_08.check_bound import check_bound
from helpers.exercises.chapter_08.check_kl import check_kl
from helpers.exercises.chapter_08.closing import quiz
from helpers.exercises.chapter_08.tries import averaged, bits, gap, outputs
from helpers.exercises.engine import Question, predict
from helpers.exercises.guesses import Guesses

TITLE = "08 Variational autoencoder"

guess = Guesses("08")


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


QUESTIONS = (gap, outputs, bits, predict_beta, averaged, kl_to_standard_normal, repair_bound, quiz)
