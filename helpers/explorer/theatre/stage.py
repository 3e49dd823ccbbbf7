"""What the training theatre shows: one picture of samples, density and curves, and its page."""

import io

import numpy as np
import traitlets as t
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from helpers.explorer.shell import Page, script, style
from helpers.figures import maps, planar

SIZE, DPI = (9.6, 3.2), 130  # inches and pixels an inch: sharp on screens of high resolution too


class Picture:
    """A figure outside pyplot whose points, map and curves are moved and drawn again.

    Args:
        truth: a density or plain points, drawn in grey under the samples.
        kind: of the model's density, the title of its map; None for no map.
        kl: what the KL curve is called; None for no curve.
    """

    def __init__(self, truth, kind, kl):
        self.bounds = maps.window(truth)
        self.figure = Figure(SIZE, DPI, layout="none")
        self.canvas = FigureCanvasAgg(self.figure)
        self.samples = self.figure.add_axes((0.07, 0.15, 0.3 if kind else 0.62, 0.75))
        planar.samples_over_truth(np.zeros((1, 2)), truth, self.bounds, self.samples)
        self.dots = self.samples.collections[-1]
        self.map = None
        if kind:
            ax = maps.plane(self.bounds, self.figure.add_axes((0.41, 0.15, 0.3, 0.75)))
            ax.set(title=kind, ylabel="", xlabel=f"$x_1$      (white to dark: {maps.NATS} nats)")
            self.map = maps.shade(np.zeros((2, 2)), self.bounds, ax)
        rows = ["objective", *([kl] if kl else [])]
        self.curves = [self._curve(row, len(rows), title) for row, title in enumerate(rows)]
        self.curves[-1].set(xlabel="step")
        if kl:
            self.curves[-1].axhline(0, color=planar.INK, ls="--", lw=1)

    def _curve(self, row, rows, title):
        height = 0.75 if rows == 1 else 0.29
        ax = self.figure.add_axes((0.77, 0.15 + (rows - 1 - row) * 0.46, 0.2, height))
        ax.set_title(title)
        ax.plot([], [], color=planar.BLUE, lw=1, alpha=0.3)
        ax.plot([], [], color=planar.BLUE, lw=1.8)
        return ax

    def draw(self, samples, log_p, *histories):
        """The bytes of a PNG.

        Args:
            samples: `(n, 2)`; what is not finite is left out.
            log_p: the model's log density on a grid of the window, or None.
            histories: for each curve its pairs of step and value.
        """
        self.dots.set_offsets(samples[np.isfinite(samples).all(axis=1)])
        self.samples.set_title(f"{len(samples):,} samples")
        if self.map:
            maps.reshade(self.map, log_p)
        for ax, history in zip(self.curves, histories, strict=True):
            points = np.asarray(history, "float64").reshape(-1, 2)
            points = points[np.isfinite(points[:, 1])]
            ax.lines[0].set_data(*points.T)
            ax.lines[1].set_data(points[:, 0], smooth(points[:, 1]))
            ax.set_xlim(0, max(10, *points[-1:, 0]) if len(points) else 10)
            ax.set_ylim(0, 1)  # while there is nothing to see
            ax.relim()
            if len(points):
                ax.autoscale(axis="y")
        self.canvas.draw()
        file = io.BytesIO()
        pixels = Image.fromarray(np.asarray(self.canvas.buffer_rgba())[..., :3])
        pixels.save(file, "PNG", compress_level=3)
        return file.getvalue()


def smooth(values, near=10):
    """Running mean over the last tenth or so of what came before: less noise, hardly late."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    end = np.arange(1, len(values) + 1)
    start = end - np.clip(end // near, 1, 5 * near)
    return (sums[end] - sums[start]) / (end - start)


class Stage(Page):
    """The picture and the line of text in the page, with words for those who do not see it."""

    _esm = script("theatre/stage")
    _css = style("theatre/stage")

    png = t.Bytes().tag(sync=True)
    playing = t.Bool().tag(sync=True)
    about = t.Unicode("Samples over the truth, and curves of training.").tag(sync=True)
