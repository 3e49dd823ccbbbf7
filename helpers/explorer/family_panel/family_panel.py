"""Several families side by side: choose one on the map of the field and ask it four questions."""

import numpy as np
import traitlets as t
from matplotlib.colors import to_hex
from matplotlib.figure import Figure

from helpers import given
from helpers.abilities import QUESTIONS
from helpers.explorer.family_panel.answers import REACH, SIDE, STOPS, Answers, Shared
from helpers.explorer.shell import Explorer, Page, png, script, style
from helpers.figures import families, maps, planar


class FamilyCanvas(Page):
    """Map of the field, questions and three planes; family_panel.js answers without the kernel."""

    _esm = script("family_panel/answers", "family_panel/plane_window", "family_panel/family_panel")
    _css = style("family_panel/family_panel")

    families = t.List().tag(sync=True)  # of `Answers.sent`
    questions = t.List(list(QUESTIONS)).tag(sync=True)
    bounds = t.List().tag(sync=True)
    reach = t.Float(REACH).tag(sync=True)
    side = t.Int(SIDE).tag(sync=True)
    between = t.Int(STOPS).tag(sync=True)  # places on the way from a to b
    noise = t.Bytes().tag(sync=True)  # float32 (n, 2)
    colours = t.List(t.Unicode()).tag(sync=True)  # of each noise
    truth = t.Bytes().tag(sync=True)  # float32, the true log density on a grid of the window
    data = t.Bytes().tag(sync=True)  # float32, some of the data
    family = t.Int(0).tag(sync=True)
    question = t.Int(0).tag(sync=True)
    way = t.Float(1.0).tag(sync=True)  # share of the way from noise to data
    a = t.List([1.0, 0.4]).tag(sync=True)
    b = t.List([0.0, 0.1]).tag(sync=True)


class FamilyPanel(Explorer):
    """Click a family on the map: its samples, the way to them and its density show at once.

    Four questions can be put to each. One that the family cannot answer is grey, and says why in
    the words of the family's own refusal. All answers are worked out before the panel shows, so
    that a click or a drag waits for nothing.

    Args:
        models: name to a trained model of the plane.
        truth: what they were trained on, such as `datasets.planar("moons")`.
        seed: of the noise, which is the same for all.

    Raises:
        ValueError: for models that are not of points on the plane.

    Example:

    >>> from helpers import datasets, explorer
    >>> from helpers.implicit import GAN
    >>> panel = explorer.FamilyPanel({"GAN": GAN((2,), width=8)}, datasets.planar("moons"))
    >>> panel.ask("score a point")
    >>> panel.status.partition(":")[0]
    'GAN is implicit'
    """

    def __init__(self, models, truth, seed=0):
        for model in given.named(models, "FamilyPanel").values():
            given.instance(model, "FamilyPanel", "event_shape")
        wrong = [name for name, model in models.items() if tuple(model.event_shape) != (2,)]
        if wrong:
            raise ValueError(
                f"FamilyPanel expected models of points on the plane, event_shape (2,); received "
                f"{', '.join(wrong)}. Take those of the chapter: "
                f'checkpoints.load("vae-moons").'
            )
        given.generator(seed, "FamilyPanel")
        self.shared = shared = Shared(given.density(truth, "FamilyPanel"), seed)
        self.answers = {name: Answers(m, shared) for name, m in models.items()}
        angle = np.arctan2(shared.z[:, 1], shared.z[:, 0]) / (2 * np.pi) % 1
        page = FamilyCanvas(
            families=[
                {"name": name, "map": _map(own.log_p, shared.bounds), **own.sent()}
                for name, own in self.answers.items()
            ],
            bounds=[list(pair) for pair in shared.bounds],
            noise=shared.z.tobytes(),
            colours=[to_hex(planar.ANGLES(share)) for share in angle],
            truth=shared.log_p.tobytes(),
            data=shared.data.tobytes(),
        )
        super().__init__(page, [page], "family-panel")

    def choose(self, name):
        """Show the family of this name."""
        self.page.family = _place(name, list(self.answers), "choose")

    def ask(self, question):
        """Put one of the four questions."""
        self.page.question = _place(question, QUESTIONS, "ask")

    def describe(self):
        page = self.page
        own = list(self.answers.values())[page.family]
        return own.describe(QUESTIONS[page.question], page.way, page.a, page.b)

    def __repr__(self):
        return f"FamilyPanel({', '.join(self.answers)})"

    def still(self):
        """The ways of all families."""
        figure = Figure((10, 2), 90, layout="none")
        ax = figure.add_axes((0, 0, 1, 1))
        states = {name: own.states[:60] for name, own in self.answers.items()}
        families.journeys(states, self.shared.data, self.shared.bounds, ax=ax)
        return png.of_figure(figure)


def _place(name, names, method):
    if name not in names:
        raise ValueError(
            f"FamilyPanel.{method} expected one of {', '.join(names)}; received {name!r}. "
            f"These are what the panel shows."
        )
    return names.index(name)


def _map(log_p, bounds):
    """A density as a PNG whose edges are the window's; nothing without a density."""
    if log_p is None:
        return b""
    (left, right), (bottom, top) = bounds
    figure = Figure((3.6, 3.6 * (top - bottom) / (right - left)), 100, layout="none")
    ax = figure.add_axes((0, 0, 1, 1))
    maps.shade(log_p, bounds, ax)
    ax.axis("off")
    ax.set_aspect("auto")
    return png.of_figure(figure)
