"""What a PixelExplorer needs without a kernel: the parts of its network, and real garments."""

import numpy as np


def pack(explorer, nets):
    page, order = explorer.page, explorer._model.order
    _, columns, size = order.block_shape
    # The page works these out itself, before it is shown.
    page.chances, page.texts = b"", []
    context = (1, columns, order.context)
    files = {
        "above": nets.add("pixels-above", order.above, [order.block_shape]),
        "left": nets.add("pixels-left", lambda *x: order.left(x), [context, (1, columns, size)]),
    }
    for i, conditioner in enumerate(order.conditioners):
        known = (order.context + i,)
        files[f"theta{i}"] = nets.add(f"pixels-theta{i}", conditioner, [known])
    real = explorer._real.reshape(len(explorer._real), -1)
    return {
        "label": "live",
        "parts": {"page": page, "buttons": explorer.buttons},
        "nets": files,
        "arrays": {"real": np.asarray(real, "uint8")},
        "values": {},
    }
