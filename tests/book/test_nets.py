"""Networks as files: equal to Keras, named by what is in them, made the same twice."""

import hashlib

import numpy as np
import pytest

from book.nets import Nets
from book.nets.convert import quiet
from helpers.approximate import VAE
from helpers.backend import silent_stderr, tf


def answers(folder, net, *arguments):
    """What the file gives for arguments in the function's order."""
    with silent_stderr(), quiet():
        interpreter = tf.lite.Interpreter(str(folder / net["file"]))
    interpreter.allocate_tensors()
    for given, argument in zip(interpreter.get_input_details(), net["order"], strict=True):
        interpreter.set_tensor(given["index"], np.asarray(arguments[argument], "float32"))
    interpreter.invoke()
    return [interpreter.get_tensor(o["index"]) for o in interpreter.get_output_details()]


@pytest.fixture(scope="module")
def vae():
    return VAE((28, 28, 1), latent_dim=4, width=8, seed=0)


def test_a_file_computes_what_the_model_does(vae, tmp_path):
    net = Nets(tmp_path).add("decode", vae.decode, [(4,)], batch=3)
    z = vae.noise(3, seed=0)
    (x,) = answers(tmp_path, net, z)
    np.testing.assert_allclose(x, vae.decode(z), atol=1e-5)


def test_arguments_keep_their_order_and_answers_theirs(tmp_path):
    fn = lambda a, b, c: (c[:, :1] - a, b * 2)  # noqa: E731
    net = Nets(tmp_path).add("three", fn, [(1,), (2,), (3,)], batch=2)
    a, b, c = np.ones((2, 1)), np.full((2, 2), 5.0), np.full((2, 3), 7.0)
    shapes = [[2, 1], [2, 2], [2, 3]]
    assert net["inputs"] == [shapes[k] for k in net["order"]]
    first, second = sorted(answers(tmp_path, net, a, b, c), key=lambda x: x.shape)
    assert (first == 6).all() and (second == 10).all()
    assert net["outputs"] == [[2, 1], [2, 2]]


def test_the_name_tells_the_content(vae, tmp_path):
    nets = Nets(tmp_path)
    one, two = (nets.add("decode", vae.decode, [(4,)]) for _ in range(2))
    assert one == two
    assert hashlib.sha256((tmp_path / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    other = nets.add("decode", VAE((28, 28, 1), latent_dim=4, width=8, seed=1).decode, [(4,)])
    assert other["file"] != one["file"] and len(list(tmp_path.iterdir())) == 2


def test_what_cannot_be_converted_says_so(tmp_path):
    with pytest.raises(Exception, match=r"(?i)erf"):
        Nets(tmp_path).add("erf", tf.math.erf, [(2,)])
