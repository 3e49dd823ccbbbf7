"""The choice of a backend, before Keras is imported: TensorFlow, or JAX by KERAS_BACKEND=jax."""

import contextlib
import os

NAMES = "tensorflow", "jax"


@contextlib.contextmanager
def silent_stderr():
    """Send what C++ code writes to stderr nowhere; no setting of TensorFlow's does that."""
    saved = os.dup(2)
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(saved, 2)
        os.close(saved)


NAME = os.environ["KERAS_BACKEND"] = os.environ.get("KERAS_BACKEND") or NAMES[0]
if NAME not in NAMES:
    raise ImportError(
        f"The course expected Keras on {' or '.join(NAMES)}; received KERAS_BACKEND={NAME}, whose "
        f"graphs and gradients it does not know: unset that variable, start Python anew, and "
        f"import helpers first."
    )
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "1")  # else on some processors only

jax = None
if NAME == "jax":
    try:
        import jax
    except ModuleNotFoundError:
        raise ImportError(
            "The course expected JAX, which KERAS_BACKEND=jax asks for; received a Python without "
            "it: install it by `pip install --no-deps -r requirements-jax.txt`, or unset that "
            "variable."
        ) from None
    jax.config.update("jax_enable_x64", True)  # places on a map need 64 bits

with silent_stderr():
    import tensorflow as tf

if NAME == "jax":
    tf.config.set_visible_devices([], "GPU")  # TensorFlow only makes the batches

# Else a graph may forget that weights are read before a step changes them, as a GAN's are.
tf.config.optimizer.set_experimental_options({"dependency_optimization": False})
