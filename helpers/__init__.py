"""Generative models, told as code: the taxonomy is the folder tree.

taxonomy       the one interface: noise -> data
tractable/     exact density:        autoregressive, normalizing flow
approximate/   approximate density:  VAE, energy-based, diffusion
implicit/      no density:           GAN
families       all of them, in reading order
handmade       models without a network, made by counting
classifier     the other kind of model: p(y given x)
few_labels     generative against discriminative, shown few labels
low_rank       a density of pictures that is fitted in a second
translation    from scene and noise to painting: p(painting given scene)
autoencoder    describes data in a few numbers; no probabilities
walking        chains on a landscape: a step at a temperature, valleys visited
reader         reads the true factors off a drawn picture
datasets/      what the models learn from
checkpoints/   weights trained by us
metrics/       scores with unit, direction and floor
compare        measured results, as tables
figures/       one function a picture
explorer/      live widgets
exercises/     questions that check themselves
machine        is this machine ready?
shipped        the files that come with the course

Below them: training, smoothing and resuming (how a family learns), units, networks/, likelihoods,
mixtures, splines, checks (errors that teach), backend (TensorFlow's only door).
"""

__version__ = "0.1.0"

from helpers import backend as backend  # first: it imports TensorFlow without its log lines
