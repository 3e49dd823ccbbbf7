"""Data to learn from, each with what is known about it.

planar      made: points on the plane whose density is known exactly
drawn       made: the same along your own line
fashion     real: Fashion-MNIST, 28 by 28 grey garments
"""

from helpers.datasets.drawn import curve
from helpers.datasets.fashion import fashion_mnist
from helpers.datasets.planar import PLANAR_NAMES, planar

__all__ = ["PLANAR_NAMES", "curve", "fashion_mnist", "planar"]
