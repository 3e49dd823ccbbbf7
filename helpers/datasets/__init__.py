"""Data to learn from, each with what is known about it.

planar      made: points on the plane whose density is known exactly
drawn       made: the same along your own line
fashion     real: Fashion-MNIST, 28 by 28 grey garments
horses      drawn: from seventeen known numbers each
paintings   drawn: scenes of known parts, by four painters
faces       drawn: from eighteen known numbers each
folder      yours: the pictures in a folder
"""

from helpers.datasets.drawn import curve
from helpers.datasets.faces import draw_faces, faces
from helpers.datasets.fashion import fashion_mnist
from helpers.datasets.folder import folder
from helpers.datasets.horses import draw_horses, horses
from helpers.datasets.paintings import PAINTERS, draw_scenes, paintings, repaint
from helpers.datasets.planar import PLANAR_NAMES, planar

__all__ = [
    "PAINTERS",
    "PLANAR_NAMES",
    "curve",
    "draw_faces",
    "draw_horses",
    "draw_scenes",
    "faces",
    "fashion_mnist",
    "folder",
    "horses",
    "paintings",
    "planar",
    "repaint",
]
