"""Peak memory of public calls on 60,000 pictures: `python tests/benchmarks/memory.py`, minutes.

Each call runs in a process of its own, TensorFlow's half gigabyte included.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from test_memory import COLOUR, GIGABYTE, GREY, peak

CALLS = [
    (f"VAE({GREY}, width=8)", "model.decode(model.noise(n))", 60_000),
    (f"VAE({GREY})", "model.encode(x)", 60_000),
    (f"VAE({GREY})", "model.decode(model.noise(n))", 60_000),
    (f"VAE({GREY})", "model.sample(n, seed=0)", 60_000),
    (f"VAE({GREY})", "model.objective(x)", 60_000),
    (f"VAE({GREY})", "model.bits_per_dim(x)", 60_000),
    (f"VAE({GREY}, width=8)", "model.iwae(x, k=4)", 60_000),
    (f"GAN({GREY}, width=8)", "model.sample(n, seed=0)", 60_000),
    (f"GAN({GREY}, width=8)", "model.objective(x)", 60_000),
    (f"NormalizingFlow({GREY}, couplings=2, width=4)", "model.encode(x)", 60_000),
    (f"NormalizingFlow({GREY}, couplings=2, width=4)", "model.log_density(x)", 10_000),
    (f"Autoregressive({GREY}, components=2, width=4)", "model.log_prob(x)", 60_000),
    (f"EnergyBased({GREY}, width=4)", "model.energy(x)", 60_000),
    (f"EnergyBased({GREY}, width=4, levels=10)", "model.sample(n, seed=0)", 10_000),
    (f"Diffusion({GREY}, width=4, steps=3)", "model.decode(model.noise(n))", 10_000),
    (f"Autoencoder({GREY}, latent_dim=8)", "model.decode(model.encode(x))", 60_000),
    (f"Classifier({GREY}, width=8)", "model.features(x)", 60_000),
    (f"Translator({COLOUR}, width=4)", "model.repaint(x, seed=0)", 20_000),
]

if __name__ == "__main__":
    for model, call, n in CALLS:
        print(f"{peak(model, call, n) / GIGABYTE:5.2f} GB  {model}  {call}", flush=True)
