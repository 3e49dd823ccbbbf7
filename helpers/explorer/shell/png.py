"""Pictures for viewers without widgets, as the bytes of a PNG."""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image


def of_pixels(pixels):
    """A PNG of uint8 `(height, width, 1 or 3)`."""
    file = io.BytesIO()
    image(pixels).save(file, "PNG", optimize=True)
    return file.getvalue()


def of_figure(figure):
    """A PNG of a Matplotlib figure that pyplot does not know."""
    file = io.BytesIO()
    FigureCanvasAgg(figure).print_png(file)
    return file.getvalue()


def image(pixels):
    """A Pillow image of uint8 `(height, width, 1 or 3)`."""
    return Image.fromarray(pixels[..., 0] if pixels.shape[-1] == 1 else pixels)
