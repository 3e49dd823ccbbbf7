"""What training in the page draws: Keras's noise, and the ticks of matplotlib."""

import keras
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from tests.book.in_node import PAGE, evaluated

TICKS = f'const ticks = await import("{(PAGE / "training" / "ticks.js").as_uri()}"); '


@pytest.mark.parametrize(("seed", "draws"), [(0, 0), (0, 7), (5, 100_000), (2**31 - 1, 3)])
def test_noise_is_that_of_keras(seed, draws):
    generator = keras.random.SeedGenerator(seed)
    generator.state.assign([seed, draws])
    expected = keras.random.normal((1001,), seed=generator)
    levels = keras.random.randint((1001,), 0, 14, seed=generator)
    code = f"return [keras_random.normals(1001, {seed}, {draws}), "
    code += f"keras_random.integers(1001, 14, {seed}, {draws + 1})]"
    normals, integers = evaluated("keras_random", code)
    np.testing.assert_allclose(normals, expected, rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(integers, levels)


@pytest.mark.parametrize(
    ("low", "high"),
    [(-0.05, 1.05), (0, 10), (0, 5500), (-3.2, 216), (1.003, 1.0234), (-0.001, 0.0123)],
)
def test_ticks_are_those_of_matplotlib(low, high):
    figure = Figure((9.6, 3.2), 130, layout="none")
    canvas = FigureCanvasAgg(figure)
    ax = figure.add_axes((0.77, 0.15, 0.2, 0.29))
    ax.set_ylim(low, high)
    canvas.draw()
    expected = [
        (at, label.get_text())
        for at, label in zip(ax.get_yticks(), ax.get_yticklabels(), strict=True)
        if low <= at <= high
    ]
    code = f"{TICKS} const found = ticks.ticks({low}, {high}, 3);"
    code += "return found.map((at, k) => [at, ticks.labels(found)[k]])"
    found = [(at, label) for at, label in evaluated("keras_random", code) if low <= at <= high]
    assert [label for _, label in found] == [label for _, label in expected]
    np.testing.assert_allclose([at for at, _ in found], [at for at, _ in expected], atol=1e-12)


@pytest.mark.parametrize("values", [[1.0, 2.0, 4.0], [3.0], [0.0], [-1.0, 0.5]])
def test_limits_are_those_of_matplotlib(values):
    ax = Figure(layout="none").add_subplot()
    ax.plot(range(len(values)), values)
    code = f"{TICKS} return ticks.limits({values})"
    np.testing.assert_allclose(evaluated("keras_random", code), ax.get_ylim(), rtol=1e-9)
