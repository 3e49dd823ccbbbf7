"""Data to learn from, each with what is known about it.

fashion     real: Fashion-MNIST, 28 by 28 grey garments
"""

from helpers.datasets.fashion import fashion_mnist

__all__ = ["fashion_mnist"]
