"""What a NoiseWall needs without a kernel: its decoder, and what its noises come nearest to.

The 20,000 training pictures are too much for a page. Those that are nearest to a sample of the
first walls are at hand, a file for each wall, with how far they are.
"""

import numpy as np

KNOWN = 8  # walls, by the seed of their noise


def pack(explorer, nets):
    page, model, later, far, rows = explorer.page, explorer._model, {}, [], []
    for seed in range(KNOWN):
        chosen, row = np.unique(explorer._rows, return_inverse=True)
        later[f"training{seed}"] = explorer._train[chosen]
        rows.append(row.reshape(explorer._rows.shape))
        far.append(explorer._far)
        explorer.new_noise()
    # The page decodes its first wall itself, before it is shown.
    page.tell({"samples": b"", "nearest": b"", "texts": []}, note="")
    count = page.shape[0]
    return {
        "label": "live",
        "parts": {"page": page, "buttons": explorer.buttons, "toggle": explorer.toggle},
        "nets": {"decode": nets.add("wall", model.decode, [(model.latent_dim,)], batch=count)},
        "arrays": {"far": np.stack(far), "rows": np.stack(rows).astype("int32")},
        "later": later,
        "values": {"latent_dim": model.latent_dim, "variety": explorer._real_variety},
    }
