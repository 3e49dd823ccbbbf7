"""What a LandscapeExplorer needs without a kernel: every landscape; the page makes the shakes."""

import numpy as np

from book.brains import compact


def pack(explorer, nets):
    page, shown, arrays = explorer.page, explorer.shown, {}
    for k, name in enumerate(shown.options):
        shown.value = name
        arrays |= {
            f"height{k}": compact.smooth(explorer.landscape.height),
            f"slopes{k}": compact.smooth(explorer.landscape.slopes),
            f"map{k}": np.frombuffer(compact.picture(page.png), "uint8"),
        }
    shown.value = shown.options[0]
    steps = len(page.shakes) // (4 * 2 * page.chains)
    page.png = page.height = page.slopes = page.shakes = page.everywhere = b""
    lands = [
        {"valleys": land.valleys.tolist(), "bounds": land.bounds}
        for land in explorer._landscapes.values()
    ]
    return {
        "label": "prepared",
        "parts": {"page": page, "shown": shown, "again": explorer.again},
        "arrays": arrays,
        "values": {"lands": lands, "steps": steps, "seed": explorer._seed},
    }
