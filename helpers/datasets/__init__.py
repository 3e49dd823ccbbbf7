"""Data to learn from, each with what is known about it.

planar      made: points on the plane whose density is known exactly
curves      made: the same along your own line
fashion     real: Fashion-MNIST, 28 by 28 grey garments
horses      drawn: from seventeen known numbers each
herd        drawn: horses as a folder of files
paintings   drawn: scenes of known parts, by four painters
faces       drawn: from eighteen known numbers each
attribution who painted it, and scenes with their paintings
strangers   pictures that no model of faces was trained on
stripping   what is left of a picture without colour, layout, strokes
unpainted   pictures that are no paintings, or one of yours
telling     faces drawn from some of their statements
folder      yours: the pictures in a folder
points      yours: two columns of a table
prose       real: the course's own, as plain text
"""

from helpers.datasets.attribution import scene_pairs, swirls_or_not
from helpers.datasets.curves import curve
from helpers.datasets.faces import draw_faces, faces, statements
from helpers.datasets.fashion import fashion_mnist
from helpers.datasets.folder import folder
from helpers.datasets.herd import write_horses
from helpers.datasets.horses import draw_horses, horses
from helpers.datasets.paintings import PAINTERS, draw_scenes, paintings, repaint
from helpers.datasets.planar import PLANAR_NAMES, islands, planar
from helpers.datasets.points import points
from helpers.datasets.prose import prose
from helpers.datasets.strangers import strangers
from helpers.datasets.stripping import STRIPPED, colour_histogram, shrink, strip
from helpers.datasets.telling import draw_told, telling_order
from helpers.datasets.unpainted import coloured_garments, one_picture, unpainted

__all__ = [
    "PAINTERS",
    "PLANAR_NAMES",
    "STRIPPED",
    "colour_histogram",
    "coloured_garments",
    "curve",
    "draw_faces",
    "draw_horses",
    "draw_scenes",
    "draw_told",
    "faces",
    "fashion_mnist",
    "folder",
    "horses",
    "islands",
    "one_picture",
    "paintings",
    "planar",
    "points",
    "prose",
    "repaint",
    "scene_pairs",
    "shrink",
    "statements",
    "strangers",
    "strip",
    "swirls_or_not",
    "telling_order",
    "unpainted",
    "write_horses",
]
