"""Repaint a scene live: sliders that move the noise, buttons for new strokes and other scenes."""

import numpy as np

from helpers import checks, given
from helpers.explorer.latent.canvas import PictureCanvas
from helpers.explorer.latent.sliding import SlidingExplorer
from helpers.explorer.shell import Panel, render
from helpers.figures.values import answers, within

REACH, POSITIONS = 2.0, 21  # a slider from -2 to 2 in steps of 0.2
NAMES = "noise 1", "noise 2"
BUTTONS = (
    ("New strokes", "random", "Other noise for the same scene"),
    ("Next scene", "picture-o", "The next plain scene"),
    ("Reset", "undo", "Sliders to the middle"),
)


class RepaintExplorer(SlidingExplorer):
    """Drag the noise and watch the strokes change on a scene that stays.

    The noise is turned, not stretched: (z₀ + a z₁ + b z₂) / √(1 + a² + b²) for sliders a and b is
    as long as any noise. The line of text says what a classifier makes of picture and scene.

    Args:
        model: has `event_shape`, `noise(n, seed)` and `repaint(scenes, noise)`, such as a
            `Translator`.
        scenes: pictures to repaint, uint8 `(n, height, width, 3)`.
        opinion: pictures to the probability of each that "swirls" painted it, `(n, ...)` to `(n,)`.
        what: that probability's name.

    Raises:
        ValueError: for scenes of another shape than the model's.

    Example:

    >>> import numpy as np
    >>> from helpers import explorer
    >>> from helpers.implicit import Translator
    >>> scenes = np.zeros((2, 16, 16, 3), "uint8")
    >>> model = Translator((16, 16, 3), width=4)
    >>> live = explorer.RepaintExplorer(model, scenes, lambda x: x[:, 0, 0, 0] / 255)
    >>> live
    RepaintExplorer(2 scenes, 16×16)
    >>> live.next_scene()
    >>> live.number
    1
    """

    def __init__(self, model, scenes, opinion, what="swirls"):
        given.instance(model, "RepaintExplorer", "event_shape", "repaint", "noise")
        self._model, self._opinion, self._what = model, given.called(opinion, "opinion"), what
        self._scenes = checks.events(scenes, model.event_shape, "RepaintExplorer scenes=")
        self.number, self._draws = 0, 0
        self._order = range(len(NAMES))
        page = PictureCanvas(
            shape=list(model.event_shape),
            handles=list(NAMES),
            caption="repainted",
            positions=POSITIONS,
            shown=len(NAMES),
            chunk=1,
            reach=REACH,
        )
        panel = Panel(NAMES, len(NAMES), no_codes="")
        for button, words in zip(panel.buttons, BUTTONS, strict=True):
            button.description, button.icon, button.tooltip = words
        super().__init__(page, panel, (self.new_strokes, self.next_scene, self.reset))
        self._deal()

    # What a learner calls

    @property
    def z(self):
        """Where the two sliders stand, float64 `(2,)`."""
        return np.array([round(slider.value, 6) for slider in self.sliders])

    @property
    def scene(self):
        """The plain scene, uint8 `(height, width, channels)`."""
        return self._scenes[self.number]

    def new_strokes(self):
        """Other noise for the same scene."""
        with self._lock:
            self._draws += 1
            self._deal()

    def next_scene(self):
        """The next scene, the first again after the last."""
        with self._lock:
            self.number = (self.number + 1) % len(self._scenes)
            self._deal()

    def reset(self):
        """Both sliders to the middle: the first noise of the three."""
        with self._lock:
            self._deal()

    # Painting

    def _decode(self, z):
        """Sliders `(n, 2)` to pictures of the scene, `(n, height, width, channels)`."""
        weights = np.concatenate([np.ones((len(z), 1)), z], axis=1)  # of the three draws
        weights /= np.linalg.norm(weights, axis=1, keepdims=True)
        noise = np.tensordot(weights.astype("float32"), self._noise, 1)
        return self._model.repaint(np.repeat(self.scene[None], len(z), axis=0), noise=noise)

    def _deal(self):
        """New noise or a new scene: sliders to the middle, and all pictures anew."""
        self._noise = self._model.noise(1 + len(NAMES), seed=self._draws)
        self._move(np.zeros(len(NAMES)), self._order)

    def _reference(self, z):
        return "plain scene", self.scene

    def words(self, z):
        """What the classifier makes of the picture at `z` and of the plain scene."""
        both = np.stack([render.picture(self._decode, z), self.scene])
        shares = answers(self._opinion, both, (), "opinion", "RepaintExplorer")
        repainted, plain = within(shares, 0, 1, "what opinion gives", "RepaintExplorer")
        return (
            f"Scene {self.number + 1} of {len(self._scenes)}. The classifier says "
            f'"{self._what}" to the painting with {repainted:.0%}, to the plain scene with '
            f"{plain:.0%}. It could not have painted either."
        )

    # Showing

    def __repr__(self):
        height, width, _ = self._model.event_shape
        return f"RepaintExplorer({len(self._scenes)} scenes, {height}×{width})"

    def overview(self):
        places = render.grid(REACH, 5)
        return render.strips(self._decode, self.z, self._order, places), []
