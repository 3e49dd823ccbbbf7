"""Generative models, told as code: the taxonomy is the folder tree.

taxonomy          the one interface: noise -> data
families          who implements it, in reading order
abilities         what each of them can be asked
tractable/        exact density:        autoregressive, normalizing flow
approximate/      approximate density:  VAE, energy-based, diffusion
implicit/         no density:           GAN, and its translator of scenes into paintings
discriminative/   the other kind of model: p(y given x)
representation/   data described in a few numbers; no probabilities
handmade          models without a network, made by counting
walking           chains on a landscape: a step at a temperature, valleys visited
datasets/         what the models learn from
checkpoints/      weights trained by us
metrics/          scores with unit, direction and floor
compare           measured results, as tables
figures/          one function a picture
explorer/         live widgets
exercises/        questions that check themselves
scale/            one training on many processes, of one host or of several
machine           is this machine ready?
shipped           the files that come with the course

Below them: training/ (how a model learns), densities/ (building blocks of p(x)), networks/,
checks (errors that teach), batching (long arrays in bounded memory), backend (the only door to
TensorFlow and JAX).
"""

__version__ = "0.1.0"

from helpers import backend as backend  # first: it chooses what Keras runs on
