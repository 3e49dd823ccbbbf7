"""How well models tell classes apart when they were shown few labels."""

import numpy as np
from sklearn.naive_bayes import GaussianNB

from helpers import checks, given
from helpers.pictures import numbers


class SharedBells(GaussianNB):
    """Naive Bayes whose classes share the standard deviation of each number.

    log p(1|x) / p(0|x) = Σ_d x_d (m1_d - m0_d) / s_d² + constant

    The squares cancel, so the border is straight, as in logistic regression: the pair that Ng
    and Jordan compare (2002). With a standard deviation for each class it is bent.

    Example:

    >>> from helpers.discriminative import SharedBells
    >>> model = SharedBells().fit([[0.0], [2.0], [10.0], [16.0]], [0, 0, 1, 1])
    >>> model.var_[:, 0].round(3).tolist()
    [5.0, 5.0]
    """

    def fit(self, x, y):
        super().fit(x, y)
        self.var_[:] = self.class_prior_ @ self.var_
        return self


def race(models, train, test, sizes, repeats=10):
    """Accuracy of every model after so many labels a class, several times with other labels.

    Args:
        models: name to an object with `fit(x, y)` and `score(x, y)`, as in scikit-learn.
        train: inputs `(n, d)` and labels `(n,)` to choose from.
        test: inputs and labels that nobody is shown.
        sizes: labels a class.
        repeats: how often each size is drawn anew.

    Returns:
        Name to accuracies, `(repeats, len(sizes))`.

    Raises:
        ValueError: for a size beyond the labels there are, or labels that do not fit the inputs.

    Example:

    >>> import numpy as np
    >>> from sklearn.naive_bayes import GaussianNB
    >>> from helpers.discriminative import race
    >>> x, y = np.arange(20.0)[:, None], np.arange(20) // 10
    >>> race({"naive Bayes": GaussianNB()}, (x, y), (x, y), [3, 10], repeats=4)[
    ...     "naive Bayes"].shape
    (4, 2)
    """
    for model in given.named(models, "race").values():
        if isinstance(model, type) or not (hasattr(model, "fit") and hasattr(model, "score")):
            raise TypeError(
                f"race expected models with fit(x, y) and score(x, y); received {model!r}. As in "
                f"scikit-learn: GaussianNB() is one, its name without brackets is a class."
            )
    (x, y), test = inputs_and_labels(train, "train"), inputs_and_labels(test, "test")
    if x.shape[1:] != test[0].shape[1:]:
        raise ValueError(
            f"race expected train and test with rows of one shape; received {x.shape} and "
            f"{test[0].shape}. Models are asked about what they were shown."
        )
    sizes = [checks.whole(size, "sizes", "race") for size in given.listed(sizes) or [sizes]]
    repeats = checks.whole(repeats, "repeats", "race")
    classes = [np.flatnonzero(y == k) for k in np.unique(y)]
    if max(sizes) > min(map(len, classes)):
        raise ValueError(
            f"race expected sizes up to {min(map(len, classes))}, the labels of the rarest class; "
            f"received {max(sizes)}. Nobody can be shown labels that do not exist."
        )
    scores = {name: np.empty((repeats, len(sizes))) for name in models}
    for row in range(repeats):
        rng = np.random.default_rng(row)
        shuffled = [rng.permutation(own) for own in classes]
        for column, size in enumerate(sizes):
            shown = np.concatenate([own[:size] for own in shuffled])
            for name, model in models.items():
                scores[name][row, column] = model.fit(x[shown], y[shown]).score(*test)
    return scores


def inputs_and_labels(pair, name):
    """Check inputs `(n, d)`, finite, and as many labels."""
    x, y = given.one_each(pair, 2, f"{name}, inputs and labels,", "race")
    x, y = (checks.known_rows(numbers(part, "race"), f"race {name}") for part in (x, y))
    checks.same_rows({"inputs": x, "labels": y}, f"race {name}")
    return x, y
