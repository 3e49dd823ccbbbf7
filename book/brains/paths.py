"""What a PathExplorer needs without a kernel: its decoder, its judge, and what they know."""

import numpy as np

from book.brains.coders import decoder
from book.brains.strips import taken

READ_AT_ONCE = 12  # pictures; the judge is faster with several


def pack(explorer, nets):
    page, codes = explorer.page, explorer._codes
    return {
        "label": "live",
        "parts": {"page": page, "buttons": explorer.buttons},
        "nets": {
            "decode": nets.add("decode", decoder(explorer), [codes.shape[1:]]),
            "features": nets.add("features", explorer._read, [tuple(page.shape)], READ_AT_ONCE),
        },
        "arrays": {"frames": taken(page)},
        "later": {"codes": np.float32(codes), "real": np.float32(explorer._real)},
        "values": {"titles": list(map(str, explorer._titles)), "level": explorer._level},
    }
