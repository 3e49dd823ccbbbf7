"""What a LineExplorer needs without a kernel: its points. The page draws them itself."""

import numpy as np


def pack(explorer, nets):
    page = explorer.page
    page.frames = b""
    return {
        "label": "live",
        "parts": {"page": page, "buttons": explorer.buttons},
        "arrays": {"x": np.float64(explorer.x), "y": np.float64(explorer.y)},
        "values": {"w": explorer.w, "rate": explorer.rate},
    }
