"""Peak memory of public calls on 60,000 pictures: `python tests/benchmarks/memory.py`, a quarter
of an hour.

Each call runs in a process of its own, with the sizes that a model has by default, on n rows and
then on 2n, some batches each. What 2n need beyond n, but for their answers, is printed second: a
call that works in batches needs no more. For 60,000 rows the peak is that of 2n and the bytes of
58,000 more pictures or latent vectors and their answers.
"""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_memory import COLOUR, GIGABYTE, GREY, HIGHEST

ROWS = 60_000
MEASURE = (
    HIGHEST
    + """
many = {n}
model = {model}
x = np.random.default_rng(0).integers(0, 256, (2 * many, *model.event_shape), dtype="uint8")
peaks, answers = [], []
for n in (many, 2 * many):
    x_of_2n, x = x, x[:n]
    answers.append(np.asarray({call}).nbytes)
    x = x_of_2n
    peaks.append(highest())
given = 4 * model.latent_dim if "noise" in "{call}" or "sample" in "{call}" else x[0].nbytes
print(json.dumps([peaks, answers, given]))
"""
)
LATENT = {"decode": "model.decode(model.noise(n))", "sample": "model.sample(n, seed=0)"}
GENERATIVE = ("encode", "decode", "sample", "objective", "log_density", "bits_per_dim")
MODELS = {  # calls, and how many rows are two batches or more
    f"VAE({GREY})": {**dict.fromkeys(GENERATIVE, 512), "iwae": 16},
    f"GAN({GREY})": {"decode": 512, "sample": 512, "objective": 512, "realness": 512},
    f"NormalizingFlow({GREY})": {**dict.fromkeys(GENERATIVE, 256), "log_prob": 256},
    f"Autoregressive({GREY})": dict.fromkeys(GENERATIVE, 512),
    f"EnergyBased({GREY})": {
        **dict.fromkeys(("energy", "log_density"), 512),
        **dict.fromkeys(("objective", "score", "decode", "sample"), 128),
    },
    f"Diffusion({GREY})": {
        **dict.fromkeys(("encode", "decode", "sample", "objective"), 128),
        **dict.fromkeys(("log_density", "bits_per_dim"), 32),
    },
    f"Autoencoder({GREY}, latent_dim=8)": dict.fromkeys(("encode", "decode", "error"), 512),
    f"Classifier({GREY})": dict.fromkeys(("features", "probabilities", "labels"), 512),
    f"FactorReader({COLOUR}, 18)": dict.fromkeys(("features", "read"), 512),
    f"Translator({COLOUR})": {"repaint": 128},
}


def peak(model, call, n):
    """Bytes at the worst moment of a call on 60,000 rows, and what 2n rows need beyond n."""
    source = MEASURE.format(model=model, call=call, n=n)
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    (once, twice), (answer, answers), given = json.loads(done.stdout.splitlines()[-1])
    return twice + (answers / (2 * n) + given) * (ROWS - 2 * n), twice - once - answer


if __name__ == "__main__":
    for model, calls in MODELS.items():
        for name, n in calls.items():
            highest, more = peak(model, LATENT.get(name, f"model.{name}(x)"), n)
            told = (
                f"{highest / GIGABYTE:5.2f} GB  {max(0, more) / 1e6:4.0f} MB more for twice as many"
            )
            print(f"{told}  {model}  {name}", flush=True)
