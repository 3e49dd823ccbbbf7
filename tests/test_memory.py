"""How much memory public calls take at their worst, each in a process of its own."""

import json
import subprocess
import sys

import pytest

GIGABYTE = 1e9
# The process without the call takes about half a gigabyte, nearly all of it TensorFlow.
CALL = """
import json, resource, sys
import numpy as np
from helpers.approximate import VAE, Diffusion, EnergyBased
from helpers.discriminative import Classifier
from helpers.implicit import GAN, Translator
from helpers.representation import Autoencoder
from helpers.tractable import Autoregressive, NormalizingFlow

n, scale = {n}, 1 if sys.platform == "darwin" else 1024
model = {model}
x = np.random.default_rng(0).integers(0, 256, (n, *model.event_shape), dtype="uint8")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale
shape = np.shape({call})
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale
print(json.dumps([before, after, shape]))
"""
GREY, COLOUR = "(28, 28, 1)", "(32, 32, 3)"


def case(model, call, n=60_000, trains=True):
    name = f"{model.partition('(')[0]}-{call.partition('(')[0].removeprefix('model.')}"
    marks = [pytest.mark.trains] if trains else []
    return pytest.param(model, call, n, id=name, marks=marks)


CASES = [
    case(f"VAE({GREY}, width=8)", "model.decode(model.noise(n))", trains=False),
    case(f"VAE({GREY})", "model.encode(x)"),
    case(f"VAE({GREY})", "model.decode(model.noise(n))"),
    case(f"VAE({GREY})", "model.sample(n, seed=0)"),
    case(f"VAE({GREY})", "model.objective(x)"),
    case(f"VAE({GREY})", "model.bits_per_dim(x)"),
    case(f"VAE({GREY}, width=8)", "model.iwae(x, k=4)"),
    case(f"GAN({GREY}, width=8)", "model.sample(n, seed=0)"),
    case(f"GAN({GREY}, width=8)", "model.objective(x)"),
    case(f"NormalizingFlow({GREY}, couplings=2, width=4)", "model.encode(x)"),
    case(f"NormalizingFlow({GREY}, couplings=2, width=4)", "model.log_density(x)", 10_000),
    case(f"Autoregressive({GREY}, components=2, width=4)", "model.log_prob(x)"),
    case(f"EnergyBased({GREY}, width=4)", "model.energy(x)"),
    case(f"EnergyBased({GREY}, width=4, levels=10)", "model.sample(n, seed=0)", 10_000),
    case(f"Diffusion({GREY}, width=4, steps=3)", "model.decode(model.noise(n))", 10_000),
    case(f"Autoencoder({GREY}, latent_dim=8)", "model.decode(model.encode(x))"),
    case(f"Classifier({GREY}, width=8)", "model.features(x)"),
    case(f"Translator({COLOUR}, width=4)", "model.repaint(x, seed=0)", 20_000),
]


@pytest.mark.parametrize(("model", "call", "n"), CASES)
def test_sixty_thousand_pictures_need_less_than_two_gigabytes(model, call, n):
    pytest.importorskip("resource", reason="Windows does not tell")
    source = CALL.format(model=model, call=call, n=n)
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    before, after, shape = json.loads(done.stdout.splitlines()[-1])
    assert shape[0] == n
    # Where fewer are asked, to save time, all that they add is counted for sixty thousand.
    assert before + (after - before) * 60_000 / n < 2 * GIGABYTE
