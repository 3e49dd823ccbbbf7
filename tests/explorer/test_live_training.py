"""Watching a model learn: what is shown while `fit` runs."""

import base64
import io
import re

import keras
import numpy as np
import pytest
from IPython.display import HTML
from PIL import Image

from helpers.approximate import VAE
from helpers.explorer import live_training as training
from helpers.implicit import GAN
from helpers.representation import Autoencoder


class View:
    """Stands for a display in a notebook; keeps all that was shown."""

    def __init__(self):
        self.shown = []

    def update(self, html):
        self.shown.append(html.data)


@pytest.fixture
def view(monkeypatch):
    view = View()

    def display(html, display_id):
        assert isinstance(html, HTML) and display_id
        view.update(html)
        return view

    monkeypatch.setattr(training, "display", display)
    return view


def fit(event_shape, x, epochs):
    model = VAE(event_shape, width=4, seed=0)
    model.compile()
    model.fit(x, epochs=epochs, batch_size=8, verbose=0, callbacks=[training.LiveTraining(3)])


def test_progress_runs_from_nothing_to_everything(view):
    x = np.random.default_rng(0).integers(0, 256, (24, 28, 28, 1), dtype="uint8")
    fit((28, 28, 1), x, epochs=2)
    values = [float(re.search(r'value="([\d.]+)"', html).group(1)) for html in view.shown]
    assert values[0] == 0 and values[-1] == 1
    assert values == sorted(values)


def test_images_show_samples_from_the_first_step_to_the_last_with_words_for_them(view):
    x = np.random.default_rng(0).integers(0, 256, (24, 28, 28, 1), dtype="uint8")
    fit((28, 28, 1), x, epochs=2)
    pictures = {m.group() for html in view.shown for m in re.finditer(r"<img[^>]+>", html)}
    assert len(pictures) == 2
    assert all("alt=" in picture for picture in pictures)
    assert "pass 2 of 2" in view.shown[-1] and "objective" in view.shown[-1]


@pytest.mark.parametrize("kind", [Autoencoder, VAE])
def test_given_pictures_are_shown_above_what_comes_back(view, kind):
    x = np.random.default_rng(0).integers(0, 256, (24, 16, 16, 3), dtype="uint8")
    model = kind((16, 16, 3), latent_dim=2, width=4)
    model.fit(x, epochs=1, verbose=0, callbacks=[training.LiveTraining(x[:3])])
    png = base64.b64decode(re.search(r"base64,([^\"]+)", view.shown[-1]).group(1))
    assert Image.open(io.BytesIO(png)).size == (2 * 3 * 16, 2 * 2 * 16)
    assert "Below: what the model makes of their codes" in view.shown[-1]


def test_a_model_that_decodes_by_itself_shows_what_it_makes_of_noise(view):
    x = np.random.default_rng(0).integers(0, 256, (24, 16, 16, 3), dtype="uint8")
    model = Autoencoder((16, 16, 3), latent_dim=2, width=4)
    model.fit(x, epochs=1, verbose=0, callbacks=[training.LiveTraining(3)])
    assert "What the model makes of the same noise" in view.shown[-1]


def test_outside_a_notebook_it_shows_nothing_and_training_goes_on():
    x = np.random.default_rng(0).integers(0, 256, (24, 8, 8, 1), dtype="uint8")
    fit((8, 8, 1), x, epochs=1)


PICTURES = np.random.default_rng(0).integers(0, 256, (8, 8, 8, 1), dtype="uint8")
REFUSED_PICTURES = {
    "another shape": (VAE, np.repeat(PICTURES, 3, -1), "pictures= expected data of shape"),
    "floats 0 to 255": (VAE, PICTURES.astype("float32"), "pictures= expected float images"),
    "no encoder": (GAN, PICTURES, "no encoder"),
}


@pytest.mark.parametrize(
    ("kind", "given", "words"), REFUSED_PICTURES.values(), ids=REFUSED_PICTURES
)
def test_pictures_that_do_not_fit_are_refused_in_words(view, kind, given, words):
    live = [training.LiveTraining(given)]
    with pytest.raises((ValueError, NotImplementedError), match=words):
        kind((8, 8, 1), width=4).fit(PICTURES, epochs=1, verbose=0, callbacks=live)


@pytest.mark.parametrize("error", [KeyboardInterrupt, MemoryError])
def test_after_an_interrupt_it_says_that_training_stopped(view, error):
    class Interrupt(keras.callbacks.Callback):
        def on_train_batch_end(self, batch, logs=None):
            raise error

    with pytest.raises(error):
        callbacks = [training.LiveTraining(), Interrupt()]
        VAE((2,), width=4).fit(np.eye(2), epochs=9, callbacks=callbacks, verbose=0)
    assert "stopped in pass 1 of 9" in view.shown[-1] and "left" not in view.shown[-1]


def test_points_on_the_plane_train_without_pictures(view):
    fit((2,), np.random.default_rng(0).normal(size=(24, 2)), epochs=1)
    assert "<img" not in view.shown[-1]


def test_training_that_goes_on_shows_progress_from_where_it_stopped(view, tmp_path):
    x = np.random.default_rng(0).normal(size=(24, 2))
    model = VAE((2,), width=4, seed=0)
    model.fit(x, epochs=2, batch_size=8, verbose=0, resume=tmp_path / "mine.npz")
    live = [training.LiveTraining(3)]
    model.fit(x, epochs=4, batch_size=8, verbose=0, resume=tmp_path / "mine.npz", callbacks=live)
    values = [float(re.search(r'value="([\d.]+)"', html).group(1)) for html in view.shown]
    assert values[0] == 0 and values[1] > 0.5 and values[-1] == 1


@pytest.mark.trains
def test_training_that_must_end_in_time_shows_that_it_has_and_leaves_a_usable_model(view):
    x = np.random.default_rng(0).normal(size=(24, 2))
    model = VAE((2,), width=4, seed=0)
    live = [training.LiveTraining(3)]
    history = model.fit(x, epochs=10**6, batch_size=8, seconds=5, verbose=0, callbacks=live)
    assert 1 <= len(history.history["loss"]) < 10**6
    assert 'value="1.000"' in view.shown[-1] and "left" not in view.shown[-1]
    assert np.isfinite(model.log_density(x)).all()


def test_it_shows_what_it_is_told_to(view):
    model = VAE((28, 28, 1), width=4, seed=0)
    x = np.zeros((8, 28, 28, 1), "uint8")
    watch = training.LiveTraining(show=lambda model: np.ones((2, 28, 28, 1)))
    model.fit(x, epochs=1, verbose=0, callbacks=[watch])
    (data,) = {m.group(1) for html in view.shown for m in re.finditer(r"base64,([^\"]+)", html)}
    picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(data))))
    assert picture.shape == (56, 112) and (picture == 255).all()
