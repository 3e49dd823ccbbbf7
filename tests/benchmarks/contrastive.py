"""What a code without a decoder finds on faces: `python tests/benchmarks/contrastive.py`.

Trains on 6,000 drawn faces with three kinds of views, one seed, and writes, for 4,000
faces that it has not met, the recovery of every factor and the information gap to
data/results/contrastive.json. Minutes; chapter 03 shows the numbers.
"""

import json
import time

import numpy as np

from helpers import compare, datasets, metrics
from helpers.representation import contrastive

KINDS = {
    "crops": dict(crops=True, colours=False),
    "colours": dict(crops=False, colours=True),
    "crops and colours": dict(crops=True, colours=True),
}
SEEDS = (0,)


def measured():
    """One row for each kind of views and seed."""
    train, people = datasets.faces(6000, seed=0).images, datasets.faces(4000, seed=2)
    for seed in SEEDS:
        for views, kinds in KINDS.items():
            start = time.process_time()
            encoder = contrastive.trained(train, 16, **kinds, seed=seed)
            codes = encoder.predict(people.images / 127.5 - 1, batch_size=500, verbose=0)
            recovered = np.round(metrics.recovery(codes, people.factors), 3)
            row = {
                "views": views,
                "seed": seed,
                "gap": round(metrics.information_gap(codes, people.factors).value, 3),
                "recovery": dict(zip(people.names, recovered.tolist(), strict=True)),
                "core_seconds": round(time.process_time() - start),
            }
            print(row, flush=True)
            yield row


if __name__ == "__main__":
    text = json.dumps({"rows": list(measured())}, indent=1)
    (compare.FOLDER / "contrastive.json").write_text(text + "\n", encoding="utf-8")
