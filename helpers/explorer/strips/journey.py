"""From noise to picture on a slider of time, for several noises at once."""

import ipywidgets as widgets
import numpy as np

from helpers import checks, given
from helpers.explorer.shell import render, row
from helpers.explorer.strips.strip import StripCanvas, StripExplorer
from helpers.figures.pictures import mosaic
from helpers.pictures import numbers

TICKS = np.linspace(0, 1, 51).round(2)
STEPS = (1, 2, 4, 8, 16, 32)
ANY = "any class"


def there_and_heading(states, times, ticks=TICKS):
    """What is there at every tick, and where the movement is heading.

    Between two states the movement is straight. Its heading is where it would be at time 1 if it
    never turned again. After the last time comes the finished picture.

    Args:
        states: floats in the units of pictures, `(n, steps + 2, *event)`; the last is finished.
        times: of all states but the finished one, `(steps + 1,)`.
        ticks: times to look at.

    Returns:
        Two uint8 arrays `(ticks, n, *event)`; values outside [0, 1] are clipped.

    Example:

    >>> import numpy as np
    >>> from helpers.explorer.strips.journey import there_and_heading
    >>> states = np.array([0.0, 0.25, 0.5, 1.0]).reshape(1, 4, 1, 1, 1)
    >>> there, heading = there_and_heading(states, [0, 0.25, 0.5], ticks=[0.125, 1])
    >>> there.ravel().tolist(), heading.ravel().tolist()
    ([32, 255], [255, 255])
    """
    states = numbers(states, "there_and_heading")
    times, there, heading = np.asarray(times), [], []
    if states.ndim < 3 or states.shape[1] != len(times) + 1:
        raise ValueError(
            f"there_and_heading expected states (n, {len(times) + 1}, ...), one for each time and "
            f"the finished one; received {states.shape}. guide.trajectory(z, steps) and "
            f"guide.times(steps) belong together."
        )
    for tick in ticks:
        if tick > times[-1]:
            there.append(states[:, -1])
            heading.append(states[:, -1])
            continue
        k = min(np.searchsorted(times, tick, "right") - 1, len(times) - 2)
        velocity = (states[:, k + 1] - states[:, k]) / (times[k + 1] - times[k])
        there.append(states[:, k] + (tick - times[k]) * velocity)
        heading.append(states[:, k] + (1 - times[k]) * velocity)
    return render.to_uint8(there), render.to_uint8(heading)


class JourneyExplorer(StripExplorer):
    """Drag the time: noises become pictures, and below each stands where it is heading.

    The slider moves in the page. Steps, class and strength are sent to the kernel when they
    change, and the journey is made anew from the same noises.

    Args:
        guide: has `model`, `times(steps)` and `path(z, steps, wanted, strength)`, such as a
            `Guidance`.
        class_names: what can be wanted.
        judge: finished pictures in [0, 1], `(n, *event)`, to class numbers `(n,)`. Another than
            the guide's own, or it praises its own work.
        pictures: how many noises.
    """

    def __init__(self, guide, class_names, judge, pictures=6):
        given.instance(guide, "JourneyExplorer", "trajectory", "times", "model")
        pictures = checks.whole(pictures, "pictures", "JourneyExplorer")
        self.guide, self._judge = guide, given.called(judge, "judge")
        self.class_names = given.class_names(class_names, "JourneyExplorer")
        self._n, self._draws = pictures, 0
        height, width, channels = guide.model.event_shape
        page = StripCanvas(
            names=["time"],
            handles=["guidance strength"],
            ticks=TICKS.tolist(),
            titles=["above: what is there; below: where it is heading"],
            shape=[2 * height + 1, pictures * (width + 1) - 1, channels],
            side=max(1, 720 // (pictures * (width + 1))) * (pictures * (width + 1) - 1),
        )
        self._controls()
        works, middle = {"New noise": self.new_noise}, [len(TICKS) // 2]
        super().__init__(page, works, middle, [row(self.controls)])
        for control in self.controls:
            control.observe(lambda change: self.act(self._again), "value")

    # What a learner calls

    def new_noise(self):
        """Other noises, with the same settings."""
        with self._lock:
            self._draws += 1
            self._again()

    def finished(self):
        """The pictures at the end, uint8 `(n, *event)`."""
        return render.to_uint8(self._states[:, -1])

    # Making and showing

    def strips(self, values):
        return self._made

    def overview(self):
        return self._sheets[:: (len(TICKS) - 1) // 5, None]

    def row_names(self, rows):
        return [f"time {time:.1f}" for time in np.linspace(0, 1, rows)]

    def __repr__(self):
        return f"JourneyExplorer({self._n} noises, {len(TICKS)} times)"

    def _controls(self):
        style = {"description_width": "initial"}
        self.steps = widgets.Dropdown(
            options=STEPS, value=16, description="steps", style=style, layout={"width": "130px"}
        )
        self.wanted = widgets.Dropdown(
            options=[ANY, *self.class_names], description="wanted", style=style,
            layout={"width": "210px"},
        )  # fmt: skip
        self.strength = widgets.FloatSlider(
            value=1, min=0, max=4, step=0.25, description="guidance strength", style=style,
            continuous_update=False, layout={"width": "340px"},
        )  # fmt: skip
        self.controls = self.steps, self.wanted, self.strength

    def _again(self):
        """The journey with the settings as they are now; meanwhile the text says so."""
        self.page.work("The kernel is at work on the new journey ...")
        self._show(self.page.places)

    def _show(self, places):
        strength = self.strength.value if self.wanted.value != ANY else 0.0
        settings = self._draws, self.steps.value, self.wanted.value, strength
        if settings != getattr(self, "_settings", None):
            self._travel(strength)
            self._settings = settings
        super()._show(places)

    def _travel(self, strength):
        steps = self.steps.value
        has_class = self.wanted.value != ANY
        wanted = self.class_names.index(self.wanted.value) if has_class else 0
        z = self.guide.model.noise(self._n, seed=self._draws)
        self._states = self.guide.trajectory(z, steps, wanted, strength)
        rows = there_and_heading(self._states, self.guide.times(steps))
        sheets = [mosaic(np.concatenate(both), self._n) for both in zip(*rows, strict=True)]
        self._sheets = render.to_uint8(sheets)  # (ticks, height, width, channels)
        seen = self._judge(self.finished() / np.float32(255))
        seen = given.labels(seen, len(self.class_names), "JourneyExplorer judge", self._n)
        names = [self.class_names[k] for k in seen]
        nudge = f"nudged towards {self.wanted.value} with strength {strength:g}"
        told = (
            f"{steps} steps, {nudge if has_class else 'not nudged'}. The finished pictures look "
            f"to the judge like: {', '.join(names)}."
        )
        self._made = {
            "frames": self._sheets.tobytes(),
            "texts": [[f"Time {t:.2f}: {1 - t:.0%} noise, {t:.0%} picture. {told}" for t in TICKS]],
        }
