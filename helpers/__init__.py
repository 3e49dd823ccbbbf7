"""Generative models, told as code: the taxonomy is the folder tree.

taxonomy       the one interface: noise -> data
tractable/     exact density:        autoregressive, normalizing flow
approximate/   approximate density:  VAE, energy-based, diffusion
implicit/      no density:           GAN
families       all of them, in reading order
classifier     the other kind of model: p(y given x)
datasets/      what the models learn from
checkpoints/   weights trained by us
metrics/       scores with unit, direction and floor
compare        measured results, as tables
figures/       one function a picture
explorer/      live widgets
exercises/     questions that check themselves
machine        is this machine ready?

Below them: training and resuming (how a family learns), units, networks/, likelihoods, mixtures,
splines, checks (errors that teach), backend (TensorFlow's only door).
"""

from helpers import backend as backend  # first: it imports TensorFlow without its log lines
