"""Forger and critic in the page: who moves, how far, and who is ahead."""

import io

import ipywidgets as widgets
import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from helpers.explorer.theatre.controls import action
from helpers.explorer.theatre.duel import PLAYERS, Duel
from helpers.explorer.theatre.lead import EVEN
from helpers.explorer.theatre.playing import SPEEDS, Playing
from helpers.figures import maps, planar

SIZE, DPI = (9.6, 3.4), 130
SIDE, LIMIT = 61, 4.0  # of the map of realness; 4: one in fifty
WHO = {"both": PLAYERS, "only the critic": PLAYERS[:1], "only the forger": PLAYERS[1:]}
LOW, HIGH = -6, -1  # powers of ten between which a step size lies
# The critic sleeps, and the forger hears a twentieth of its noise. So it becomes one heap, whatever
# rounding does, and climbs the nearest hill: tests/benchmarks/collapse.py.
SLOW, FAST, DEAF = 1e-6, 2e-3, 0.05


class Arena:
    """A figure outside pyplot: samples over the truth, the verdict, who was ahead when.

    Args:
        truth: a density or plain points.
    """

    def __init__(self, truth):
        low, high = np.transpose(maps.window(truth))
        self.bounds = tuple(zip(low - 0.15 * (high - low), high + 0.15 * (high - low), strict=True))
        self.figure = Figure(SIZE, DPI, layout="none")
        self.canvas = FigureCanvasAgg(self.figure)
        self.samples = self.figure.add_axes((0.06, 0.15, 0.28, 0.75))
        planar.samples_over_truth(np.zeros((1, 2)), truth, self.bounds, self.samples)
        self.realness = maps.plane(self.bounds, self.figure.add_axes((0.4, 0.15, 0.28, 0.75)))
        self.realness.set(title="critic: purple real, orange made", ylabel="")
        style = dict(vmin=-LIMIT, vmax=LIMIT, alpha=0.85, **maps.placed(self.bounds))
        self.map = self.realness.imshow(np.zeros((2, 2)), "PuOr", **style)
        self.made = self.realness.scatter([], [], 4, color="#222222", alpha=0.6, lw=0)
        self.curve = self.figure.add_axes((0.76, 0.15, 0.22, 0.75))
        self.curve.axhspan(*EVEN, color="#E8E8E8", lw=0)
        self.curve.plot([], [], color=planar.BLUE, lw=1.8)
        self.curve.set(title="pairs the critic tells right", xlabel="round", ylim=(0, 1))
        self.curve.set_yticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])
        for y, word in ((0.93, "critic ahead"), (0.55, "cannot tell"), (0.05, "forger ahead")):
            self.curve.text(0.97, y, word, ha="right", va="center", size=9, color=planar.INK,
                            transform=self.curve.get_yaxis_transform())  # fmt: skip

    def draw(self, samples, realness, history):
        """The bytes of a PNG.

        Args:
            samples: `(n, 2)`; what is not finite is left out.
            realness: the critic's on a grid of the window, 0 where it cannot tell.
            history: pairs of round and share of pairs told right.
        """
        samples = samples[np.isfinite(samples).all(axis=1)]
        for dots in (self.samples.collections[-1], self.made):
            dots.set_offsets(samples)
        self.samples.set_title(f"{len(samples):,} forgeries over the truth")
        self.map.set_data(np.nan_to_num(realness))
        self.curve.lines[0].set_data(*np.reshape(history, (-1, 2)).T)
        self.curve.set_xlim(0, max(10, history[-1][0]))
        self.canvas.draw()
        file = io.BytesIO()
        pixels = Image.fromarray(np.asarray(self.canvas.buffer_rgba())[..., :3])
        pixels.save(file, "PNG", compress_level=3)
        return file.getvalue()


class ForgerAndCritic(Playing):
    """Two players on the plane: choose who moves and how far, and watch who gets ahead.

    Args:
        model: a GAN of points, `event_shape` (2,).
        data: a distribution such as `datasets.planar("eight_gaussians")`, or points `(n, 2)`.
        seed: of the batches and of the noise behind the forgeries, which never changes.

    Raises:
        ValueError: for a model that has no two players, or data of another shape.
        TypeError: for data that are neither.

    Example:

    >>> from helpers import datasets, explorer
    >>> from helpers.implicit import GAN
    >>> live = explorer.ForgerAndCritic(GAN((2,), width=8), datasets.planar("moons"))
    >>> live.who.value = ("critic",)
    >>> live.step(3)
    >>> live.duel.moves
    {'critic': 3, 'forger': 0}
    """

    def __init__(self, model, data, seed=0):
        self.duel = Duel(model, data, seed)
        self._own = {player: self.duel.rate(player) for player in PLAYERS}
        self._own_gamma, self._arena = self.duel.gamma, Arena(self.duel.data)
        super().__init__(
            self.duel,
            about="Forgeries over the truth, the critic's verdict, and who was ahead.",
            handles=["critic's step size", "forger's step size", "penalty γ", "noise heard"],
        )

    def frame(self):
        """The picture as it is now, the bytes of a PNG."""
        with self._lock:
            duel, bounds = self.duel, self._arena.bounds
            realness = maps.on_grid(duel.realness, bounds, SIDE)
            return self._arena.draw(duel.samples(), realness, duel.accuracies)

    def provoke(self):
        """A critic asleep, and a forger that grows deaf to its noise: the road to collapse."""
        self.rates["critic"].value, self.rates["forger"].value = SLOW, FAST
        self.hearing.value = DEAF

    def repair(self):
        """All sliders as they were in the beginning."""
        self.gamma.value, self.hearing.value = self._own_gamma, 1.0
        for player, rate in self._own.items():
            self.rates[player].value = rate

    def _wired_controls(self):
        names = {"Play": "Train and watch; other cells can run meanwhile", "One round": "One batch"}
        self.buttons = [
            action("Play", "play", names["Play"]),
            action("One round", "step-forward", names["One round"]),
            action("Restart", "undo", "Both players as they were in the beginning"),
            action("Provoke collapse", "bolt", "The critic asleep, the forger deaf to noise"),
            action("Repair", "wrench", "All sliders as they were"),
        ]
        self.buttons[0].on_click(lambda _: self.pause() if self.playing else self.soon(self.play))
        works = self.step, self.restart, self.provoke, self.repair
        for button, work in zip(self.buttons[1:], works, strict=True):
            button.on_click(lambda _, work=work: self.soon(work))
        self.who = _dropdown("who moves", WHO, PLAYERS, "Who trains")
        self.speed = _dropdown("speed", SPEEDS, SPEEDS["full speed"], "How fast it plays")
        self.rates = {player: _rate(player, self.duel.rate(player)) for player in PLAYERS}
        self.gamma = _slider(
            widgets.FloatSlider, "penalty γ", self.duel.gamma, min=0, max=0.2, step=0.001,
            readout_format=".3f",
        )  # fmt: skip
        self.hearing = _slider(
            widgets.FloatSlider, "noise heard", self.duel.hearing, min=DEAF, max=1, step=0.05,
            readout_format=".0%",
        )  # fmt: skip
        self.who.observe(lambda change: self._set("movers", change["new"]), "value")
        self.gamma.observe(lambda change: self._set("gamma", change["new"]), "value")
        self.hearing.observe(lambda change: self._set("hearing", change["new"]), "value")
        for player, slider in self.rates.items():
            slider.observe(
                lambda change, player=player: self.soon(self.duel.set_rate, player, change["new"]),
                "value",
            )
        wrap = {"flex_flow": "row wrap", "align_items": "center"}
        sliders = [*self.rates.values(), self.gamma, self.hearing]
        rows = [*self.buttons, self.who, self.speed], sliders
        return widgets.VBox([widgets.HBox(row, layout=wrap) for row in rows])

    def _set(self, name, value):
        self.soon(setattr, self.duel, name, value)

    def __repr__(self):
        name = getattr(self.duel.data, "name", None) or f"{len(self.duel.data):,} points"
        return f"ForgerAndCritic({type(self.duel.model).__name__} on {name})"


def _dropdown(description, options, value, tooltip):
    return widgets.Dropdown(
        options=list(options.items()), value=value, description=description, tooltip=tooltip,
        layout={"width": "210px", "margin": "0 6px 0 0"}, style={"description_width": "initial"},
    )  # fmt: skip


def _rate(player, rate):
    name = f"{player}'s step size"
    return _slider(
        widgets.FloatLogSlider, name, rate, min=LOW, max=HIGH, step=0.05, readout_format=".1e"
    )


def _slider(kind, description, value, **range_):
    layout, style = {"width": "330px"}, {"description_width": "125px"}
    tooltip = f"{description}: turn it at any time"
    return kind(
        value=value, description=description, tooltip=tooltip, layout=layout, style=style, **range_
    )
