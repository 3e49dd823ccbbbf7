"""The tests that either backend must pass, on JAX: `python -m tests.on_jax [flags of pytest]`.

JAX comes from requirements-jax.txt. The contract's models are small, so that compiling takes
longest: XLA is told to hurry, and several processes work, as in `python start.py test`.
"""

import os
import sys

import pytest

FILES = [
    "tests/test_taxonomy.py",
    "tests/test_taxonomy_on_the_plane.py",
    "tests/test_refusals_of_families.py",
    "tests/backend",
    "tests/scale",
]

SIDE_BY_SIDE = ["-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]

if __name__ == "__main__":
    os.environ["KERAS_BACKEND"] = "jax"
    os.environ.setdefault("XLA_FLAGS", "--xla_backend_optimization_level=0")
    sys.exit(pytest.main(["--quick", *SIDE_BY_SIDE, *FILES, *sys.argv[1:]]))
