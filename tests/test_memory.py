"""How much memory public calls take at their worst, each in a process of its own.

Some of them; `python tests/benchmarks/memory.py` measures all.
"""

import json
import subprocess
import sys

import pytest

GIGABYTE = 1e9
# The process without the call takes about half a gigabyte, nearly all of it TensorFlow.
HIGHEST = """
import json, resource, sys
from pathlib import Path
import numpy as np
from helpers.approximate import VAE, Diffusion, EnergyBased
from helpers.discriminative import Classifier, FactorReader
from helpers.implicit import GAN, Translator
from helpers.representation import Autoencoder
from helpers.tractable import Autoregressive, NormalizingFlow

def highest():
    if sys.platform == "darwin":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # On Linux ru_maxrss begins with what the process had that started this one.
    told = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(told.split()[0]) * 1024
"""
CALL = (
    HIGHEST
    + """
n = {n}
model = {model}
x = np.random.default_rng(0).integers(0, 256, (n, *model.event_shape), dtype="uint8")
before = highest()
shape = np.shape({call})
after = highest()
print(json.dumps([before, after, shape]))
"""
)
GREY, COLOUR = "(28, 28, 1)", "(32, 32, 3)"


def peak(model, call, n):
    """Bytes that a call takes at its worst, in a process of its own."""
    source = CALL.format(model=model, call=call, n=n)
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    before, after, shape = json.loads(done.stdout.splitlines()[-1])
    assert shape[0] == n
    # Where fewer are asked, to save time, all that they add is counted for sixty thousand.
    return before + (after - before) * 60_000 / n


def case(model, call, n=60_000, trains=True):
    name = f"{model.partition('(')[0]}-{call.partition('(')[0].removeprefix('model.')}"
    marks = [pytest.mark.trains] if trains else []
    return pytest.param(model, call, n, id=name, marks=marks)


CASES = [
    case(f"VAE({GREY}, width=8)", "model.decode(model.noise(n))", trains=False),
    case(f"VAE({GREY})", "model.encode(x)"),
    case(f"VAE({GREY})", "model.decode(model.noise(n))"),
    case(f"GAN({GREY}, width=8)", "model.sample(n, seed=0)"),
    case(f"Diffusion({GREY}, width=4, steps=3)", "model.decode(model.noise(n))", 10_000),
    case(f"Classifier({GREY}, width=8)", "model.features(x)"),
]


@pytest.mark.parametrize(("model", "call", "n"), CASES)
def test_sixty_thousand_pictures_need_less_than_two_gigabytes(model, call, n):
    pytest.importorskip("resource", reason="Windows does not tell")
    assert peak(model, call, n) < 2 * GIGABYTE
