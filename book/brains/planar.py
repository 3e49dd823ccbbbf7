"""The truth of the plane for the page: what book/page/planar.js samples from and scores with."""

from helpers.datasets._densities import Mixture


def describe(density):
    """JSON of a density such as `datasets.planar("moons")`: its normals' middles and size.

    Raises:
        TypeError: for anything but a mixture, as all densities behind the chapters' widgets are.
    """
    if not isinstance(density, Mixture):
        raise TypeError(
            f"describe expected a mixture of normals, as planar('moons') or islands(apart=8); "
            f"received {density!r}. Another density needs a twin in book/page/planar.js first."
        )
    return {
        "name": density.name,
        "means": density.means.ravel().tolist(),  # x1, x2, x1, x2, ...
        "sd": density.sd,
        "bounds": [list(limits) for limits in density.bounds],
    }
