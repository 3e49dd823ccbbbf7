"""Every family, in reading order. A new one adds a line here."""

from helpers.approximate import VAE

FAMILIES = (VAE,)
