"""What a ConceptExplorer needs without a kernel: its decoder, its reader, and real faces."""

import numpy as np

from book.brains.coders import decoder
from helpers.explorer.strips.concepts import STRENGTHS


def pack(explorer, nets):
    page = explorer.page
    codes = explorer._encode(explorer.images)
    page.frames, page.texts = b"", []  # the page makes them, those of the first slider ahead
    batch = len(STRENGTHS)
    return {
        "label": "live",
        "parts": {"page": page, "buttons": explorer.buttons},
        "nets": {
            "decode": nets.add("decode", decoder(explorer), [codes.shape[1:]], batch),
            "read": nets.add("read", explorer._read, [tuple(page.shape)], batch),
        },
        "arrays": {
            "images": np.asarray(explorer.images, "uint8"),
            "codes": np.float32(codes),
            "vectors": np.float32(explorer._vectors),
        },
        "values": {"columns": list(map(int, explorer._columns))},
    }
