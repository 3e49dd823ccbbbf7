"""The autoencoder: codes and back, on points and pictures; it learns, and refuses what is wrong."""

import numpy as np
import pytest

from helpers.representation import Autoencoder, PrincipalComponents


def bars(n, seed=0):
    """Pictures with one bright bar: a single number, its place, says everything."""
    place = np.random.default_rng(seed).uniform(2, 14, n)
    columns = np.exp(-0.5 * ((np.arange(16) - place[:, None]) / 2) ** 2)
    return np.uint8(255 * np.tile(columns[:, None, :, None], (1, 16, 1, 1)))


@pytest.fixture(scope="module")
def trained():
    model = Autoencoder((16, 16, 1), latent_dim=1, width=4)
    model.fit(bars(800), epochs=30, verbose=0)
    return model


@pytest.mark.trains
def test_a_bottleneck_as_wide_as_the_truth_keeps_nearly_everything(trained):
    x = bars(200, seed=1)
    from_the_mean = (bars(800).mean(axis=0) - x) / 127.5
    assert np.mean(trained.error(x)) < 0.05 * (from_the_mean**2).mean()


def test_the_error_is_the_distance_to_what_comes_back(trained):
    x = bars(20, seed=2)
    back = np.asarray(trained.decoder(trained.encode(x)))
    expected = ((back - (x / 127.5 - 1)) ** 2).mean(axis=(1, 2, 3))
    np.testing.assert_allclose(trained.error(x), expected, atol=1e-5)
    assert trained.evaluate(x, verbose=0) == pytest.approx(expected.mean(), rel=1e-4)


@pytest.mark.parametrize("shape", [(2,), (8, 12, 1), (16, 16, 3)])
def test_codes_and_data_have_their_shapes_and_units(shape):
    model = Autoencoder(shape, latent_dim=3, width=4)
    x = np.random.default_rng(0).uniform(size=(300, *shape))
    z = model.encode(x)
    back = model.decode(10 * z)
    kind = "float32" if len(shape) == 3 else "float64"
    assert (z.shape, z.dtype, back.shape, back.dtype) == ((300, 3), "float32", x.shape, kind)
    assert len(shape) == 1 or (back.min() >= 0 and back.max() <= 1)
    np.testing.assert_allclose(model.encode(x[7:8]), z[7:8], atol=1e-5)


@pytest.mark.trains
def test_points_on_a_line_need_one_number_in_any_units():
    t = np.random.default_rng(0).normal(size=(2000, 1))
    x = np.float32([300.0, -7.0]) + t * np.float32([40.0, 0.5])
    model = Autoencoder((2,), latent_dim=1, width=16)
    model.fit(x, epochs=30, verbose=0)
    assert np.mean(model.error(x)) < 0.02
    np.testing.assert_allclose(
        model.decode(model.encode(x)).mean(axis=0), x.mean(axis=0), rtol=0.02
    )


def test_every_weight_of_both_networks_learns():
    model = Autoencoder((8, 8, 3), latent_dim=2, width=4)
    before = [w.numpy() for w in model.trainable_weights]
    model.fit(np.random.default_rng(0).uniform(size=(64, 8, 8, 3)), epochs=2, verbose=0)
    changed = [(w.numpy() != b).any() for w, b in zip(model.trainable_weights, before, strict=True)]
    assert all(changed)


def test_the_same_seed_gives_the_same_weights_and_noise():
    one, two, other = (Autoencoder((8, 8, 1), 2, width=4, seed=seed) for seed in (1, 1, 2))
    x = np.random.default_rng(0).uniform(size=(3, 8, 8, 1))
    np.testing.assert_array_equal(one.encode(x), two.encode(x))
    assert (one.encode(x) != other.encode(x)).any()
    np.testing.assert_array_equal(one.noise(4, seed=3), two.noise(4, seed=3))


@pytest.mark.parametrize(
    ("work", "message"),
    [
        (lambda m: m.encode(np.zeros((2, 8, 8, 3))), r"received \(2, 8, 8, 3\)"),
        (lambda m: m.encode(np.zeros((8, 8, 1))), "That is one event"),
        (lambda m: m.decode(np.zeros((2, 3))), r"shape \(n, 2\)"),
        (lambda m: m.decode([[np.nan, 0.0]]), "NaN"),
        (lambda m: m.noise(0), "1 or more"),
        (lambda m: Autoencoder((8, 8, 1), 0), "latent dimensions, 1 or more"),
        (lambda m: Autoencoder((9, 9, 1), 2), "multiples of 4"),
    ],
)
def test_what_is_wrong_is_refused_with_a_way_out(work, message):
    with pytest.raises(ValueError, match=message):
        work(Autoencoder((8, 8, 1), 2, width=4))


def test_principal_components_leave_the_variance_of_the_directions_they_drop():
    x = np.random.default_rng(0).integers(80, 170, (400, 4, 4, 1), dtype="uint8")
    x = x * np.linspace(0.5, 1, 16).reshape(4, 4, 1)  # directions of different variance
    x = np.round(x).astype("uint8")
    model = PrincipalComponents(x, 16)
    variances = np.linalg.eigvalsh(np.cov(x.reshape(400, -1).T / 255, bias=True))[::-1]
    z = model.encode(x)
    for k in (1, 5, 16):
        error = ((model.decode(z[:, :k]) - x / 255) ** 2).sum(axis=(1, 2, 3)).mean()
        assert error == pytest.approx(variances[k:].sum(), rel=1e-3, abs=1e-9)


def test_principal_components_refuse_other_pictures():
    model = PrincipalComponents(bars(40), 3)
    with pytest.raises(ValueError, match=r"received \(2, 8, 8, 1\)"):
        model.encode(np.zeros((2, 8, 8, 1)))
