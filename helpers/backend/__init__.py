"""The only room that knows which backend Keras runs on.

opening     the choice, by the environment variable KERAS_BACKEND
engine      tensors, graphs, gradients, in the way of the backend: tensorflow, jax
rows        long arrays in bounded memory
batches     what `fit` gets
group       several processes that train together: of JAX, and for `helpers.scale` alone
"""

from helpers.backend.opening import NAME, silent_stderr, tf  # isort: skip  before Keras
from helpers.backend.batches import dataset, endless, mapped, shuffled, untuned
from helpers.backend.engine import (
    JIT_COMPILE,
    gradient,
    graph,
    in_graph,
    is_known,
    is_tensor,
    part,
    value_and_gradient,
)
from helpers.backend.rows import batched, by_rows, compiled, specs, traced

__all__ = [
    "JIT_COMPILE",
    "NAME",
    "batched",
    "by_rows",
    "compiled",
    "dataset",
    "endless",
    "gradient",
    "graph",
    "in_graph",
    "is_known",
    "is_tensor",
    "mapped",
    "part",
    "shuffled",
    "silent_stderr",
    "specs",
    "tf",
    "traced",
    "untuned",
    "value_and_gradient",
]
