"""Generative models, told as code: the taxonomy is the folder tree.

taxonomy       the one interface: noise -> data
tractable/     exact density:        autoregressive, normalizing flow
approximate/   approximate density:  VAE, energy-based, diffusion
implicit/      no density:           GAN
datasets/      what the models learn from
explorer/      live widgets
figures        one function a picture
metrics        scores with unit, direction and floor
checkpoints/   weights trained by us
exercises/     questions that check themselves
"""

from helpers import backend as backend  # first: it imports TensorFlow without its log lines
