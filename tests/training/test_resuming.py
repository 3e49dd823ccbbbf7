"""Training that was killed goes on from its file with nothing lost but what came after it."""

import keras
import numpy as np
import pytest

from helpers.approximate import VAE
from helpers.training import resuming

X = np.random.default_rng(0).normal(0, 1, (64, 2))


class Kill(keras.callbacks.Callback):
    """As a killed kernel: no callback hears of the end."""

    def __init__(self, epoch):
        super().__init__()
        self.epoch = epoch

    def on_epoch_end(self, epoch, logs=None):
        if epoch == self.epoch:
            raise KeyboardInterrupt


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mine.npz"


@pytest.fixture
def killed(path, monkeypatch):
    monkeypatch.setattr(resuming, "SECONDS", 0)  # every batch
    model = VAE((2,), width=4, seed=0)
    with pytest.raises(KeyboardInterrupt):
        model.fit(X, epochs=6, resume=path, callbacks=[Kill(3)], verbose=0)
    return model


def test_it_goes_on_with_the_pass_weights_and_optimizer_of_the_file(killed, path):
    model = VAE((2,), width=4, seed=5)
    model.compile()
    assert resuming.Saver(path).restore(model) == 3
    for mine, theirs in zip(model.get_weights(), killed.get_weights(), strict=True):
        np.testing.assert_array_equal(mine, theirs)
    assert int(model.optimizer.iterations) == int(killed.optimizer.iterations) > 0
    steps = int(model.steps_taken.state[1])  # so that the noise goes on where it was
    assert steps == int(killed.steps_taken.state[1]) == int(model.optimizer.iterations)
    for mine, theirs in zip(model.optimizer.variables, killed.optimizer.variables, strict=True):
        np.testing.assert_array_equal(mine.numpy(), theirs.numpy())


def test_only_the_passes_that_are_left_are_trained(killed, path):
    history = VAE((2,), width=4, seed=5).fit(X, epochs=6, resume=path, verbose=0)
    assert history.epoch == [3, 4, 5]


def test_training_that_was_complete_is_not_repeated(path):
    model = VAE((2,), width=4, seed=0)
    model.fit(X, epochs=2, resume=path, verbose=0)
    again = VAE((2,), width=4, seed=1)
    assert again.fit(X, epochs=2, resume=path, verbose=0).epoch == []
    for mine, theirs in zip(again.weights, model.weights, strict=True):
        np.testing.assert_array_equal(mine.numpy(), theirs.numpy())
    samples = (each.sample(3, seed=0) for each in (again, model))
    np.testing.assert_array_almost_equal_nulp(*samples, nulp=4)  # roundings may differ


def test_an_unfinished_file_never_takes_the_place_of_a_whole_one(killed, path, monkeypatch):
    before = path.read_bytes()

    def full_disk(file, *arrays):
        file.write(b"half of it")
        raise OSError("no space left")

    monkeypatch.setattr(resuming.np, "savez", full_disk)
    saver = resuming.Saver(path)
    saver.set_model(killed)
    with pytest.raises(OSError, match="no space left"):
        saver.save(4)
    assert path.read_bytes() == before


@pytest.mark.trains
@pytest.mark.parametrize("content", ["nonsense", "half", "another model"])
def test_a_file_that_does_not_fit_is_refused_and_changes_nothing(killed, path, content):
    if content == "nonsense":
        path.write_bytes(b"nonsense")
    elif content == "half":
        path.write_bytes(path.read_bytes()[:-200])
    model = VAE((2,), width=8 if content == "another model" else 4, seed=5)
    before = model.get_weights()
    with pytest.raises(ValueError, match="delete it or name another"):
        model.fit(X, epochs=6, resume=path, verbose=0)
    for a, b in zip(before, model.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)
