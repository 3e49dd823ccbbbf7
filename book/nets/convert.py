"""From a function of Keras ops to a LiteRT file, by TensorFlow's own converter."""

import contextlib
import hashlib
import logging
import re
import warnings
from pathlib import Path

import numpy as np

from helpers.backend import silent_stderr, tf  # isort: skip  before TensorFlow is imported
from tensorflow.lite.tools import flatbuffer_utils


class Nets:
    """Files of functions in one folder, each named by what is in it: equal functions share one.

    Args:
        folder: where they go.

    Example:

    >>> import tempfile, keras
    >>> from book.nets import Nets
    >>> net = Nets(tempfile.mkdtemp()).add("double", lambda x: 2 * x, [(3,)])
    >>> net["inputs"], net["outputs"]
    ([[1, 3]], [[1, 3]])
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def add(self, name, fn, shapes, batch=1, dtypes=None):
        """Convert `fn`, a function of one array for each of `shapes`, all with `batch` rows.

        Args:
            name: how the file's name begins.
            fn: gives an array or a tuple of them, built from Keras ops; weights become constants.
            shapes: of a row of each argument.
            batch: rows that one call takes. The page calls again for more.
            dtypes: of the arguments, float32 by default.

        Returns:
            What a page needs to load and call it: file, hash, bytes, shapes of inputs and outputs,
            and `order`, which argument each input of the file is.
        """
        specs = [
            tf.TensorSpec((batch, *shape), dtype, name=f"argument{k}")
            for k, (shape, dtype) in enumerate(
                zip(shapes, dtypes or ["float32"] * len(shapes), strict=True)
            )
        ]
        named = converted(fn, specs)
        content = nameless(named)
        digest = hashlib.sha256(content).hexdigest()
        file = f"{name}-{digest[:10]}.tflite"
        (self.folder / file).write_bytes(content)
        return {"file": file, "sha256": digest, "bytes": len(content), **described(named)}


def converted(fn, specs):
    """The bytes of a LiteRT file; weights are constants in it."""
    graph = tf.function(lambda *arguments: fn(*arguments), input_signature=specs, autograph=False)
    with silent_stderr(), quiet():
        converter = tf.lite.TFLiteConverter.from_concrete_functions([graph.get_concrete_function()])
        converter.experimental_enable_resource_variables = False
        return converter.convert()


def nameless(content):
    """The same without names of layers, which count up in a process, so that equal ones share.

    What goes in and comes out gets a name: LiteRT tells several outputs apart by theirs.
    """
    net = flatbuffer_utils.convert_bytearray_to_object(content)
    flatbuffer_utils.strip_strings(net)
    (graph,) = net.subgraphs
    renumber(net, graph)
    for word, places in (("input", graph.inputs), ("output", graph.outputs)):
        for k, place in enumerate(places):
            graph.tensors[place].name = f"{word}{k}"
    return bytes(flatbuffer_utils.convert_object_to_bytearray(net))


def in_order(graph):
    """The operators, each as soon as what it needs is there, back from what comes out."""
    maker = {int(i): operator for operator in graph.operators for i in operator.outputs}
    order, done, stack = [], set(), [int(i) for i in graph.outputs]
    while stack:
        operator = maker.get(stack[-1])
        if operator is None or id(operator) in done:
            stack.pop()
            continue
        needed = [int(i) for i in operator.inputs if i in maker and id(maker[i]) not in done]
        stack += needed
        if not needed:
            order.append(operator)
            done.add(id(operator))
    return order


def renumber(net, graph):
    """Operators, tensors and buffers in an order of their own: the converter's is that of names."""
    graph.operators = in_order(graph)
    holders = [*graph.operators, graph]
    used = [int(i) for one in holders for i in (*one.inputs, *one.outputs) if i >= 0]
    order = list(dict.fromkeys([*used, *range(len(graph.tensors))]))
    new = {old: k for k, old in enumerate(order)} | {-1: -1}
    graph.tensors = [graph.tensors[i] for i in order]
    for one in holders:
        one.inputs = np.array([new[int(i)] for i in one.inputs], "int32")
        one.outputs = np.array([new[int(i)] for i in one.outputs], "int32")
    # The converter's notes of its own work are left out: they differ from run to run.
    net.metadata = [note for note in net.metadata if note.name == b"min_runtime_version"]
    holders = [*graph.tensors, *net.metadata]
    order = list(dict.fromkeys([0, *(holder.buffer for holder in holders)]))
    net.buffers = [net.buffers[i] for i in order]
    for holder in holders:
        holder.buffer = order.index(holder.buffer)
    order = list(dict.fromkeys(operator.opcodeIndex for operator in graph.operators))
    net.operatorCodes = [net.operatorCodes[i] for i in order]
    for operator in graph.operators:
        operator.opcodeIndex = order.index(operator.opcodeIndex)


def described(content):
    """Shapes of inputs and outputs, in the file's order, and which argument each input is."""
    with silent_stderr(), quiet():
        interpreter = tf.lite.Interpreter(model_content=content)
    inputs, outputs = interpreter.get_input_details(), interpreter.get_output_details()
    return {
        "inputs": [i["shape"].tolist() for i in inputs],
        "types": [np.dtype(i["dtype"]).name for i in inputs],
        "outputs": [o["shape"].tolist() for o in outputs],
        "order": [int(re.search(r"argument(\d+)", i["name"])[1]) for i in inputs],
    }


@contextlib.contextmanager
def quiet():
    """TensorFlow tells of other ways to convert, and of a package its interpreter moves to."""
    logger = logging.getLogger("absl")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logger.setLevel(level)
