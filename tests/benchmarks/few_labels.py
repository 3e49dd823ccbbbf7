"""Where logistic regression dips, by how many numbers it is given, beside its generative pair.

python tests/benchmarks/few_labels.py     a minute; prints a line a model and a number of inputs
"""

import numpy as np
from sklearn.linear_model import LogisticRegression

from helpers import datasets, metrics
from helpers.discriminative import SharedBells, race

SIDES = 2, 4  # 12 and 48 numbers a picture
SIZES = 5, 10, 20, 30, 50, 100, 300, 1000
MODELS = {
    "naive Bayes, shared bells": SharedBells(),
    "logistic regression": LogisticRegression(C=1e4, solver="newton-cholesky"),
    "logistic regression, held back": LogisticRegression(C=1, solver="newton-cholesky"),
}


def main():
    (pictures, y), (unseen, truth) = (
        datasets.swirls_or_not(n, seed=k) for n, k in ((3000, 0), (1000, 1))
    )
    print("labels a class", *SIZES)
    for side in SIDES:
        x, new = (np.float64(metrics.thumbnails(part, side=side)) for part in (pictures, unseen))
        for name, scores in race(MODELS, (x, y), (new, truth), SIZES).items():
            print(x.shape[1], name, *scores.mean(axis=0).round(3), flush=True)


if __name__ == "__main__":
    main()
