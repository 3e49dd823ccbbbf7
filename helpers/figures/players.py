"""Pictures of two players: critics against the truth, who made which class."""

import numpy as np

from helpers import checks, given
from helpers.figures.maps import drawn, window
from helpers.figures.planar import critic_map
from helpers.figures.style import INK, PALETTE, new_axes
from helpers.figures.values import arrays


def critic_against_truth(realness, log_ratio, ax=None):
    """Realness that critics give to points against log p - log q there; the line is the theorem.

    Args:
        realness: name to what a critic says, `(n,)`; each is shifted by its median difference
            from the truth, because a critic has no zero of its own.
        log_ratio: log p(x) - log q(x) at the same points, `(n,)`.
        ax: the Axes to draw on.
    """
    realness = arrays(realness, (None,), "critic_against_truth", 2)
    log_ratio = given.array(log_ratio, (None,), "log_ratio", "critic_against_truth")
    checks.same_rows({"log_ratio": log_ratio, **realness}, "critic_against_truth")
    ax = new_axes(5.6, 4.2, ax)
    ends = np.array([log_ratio.min(), log_ratio.max()])
    ax.plot(ends, ends, color=INK, lw=1.2, ls="--", label="the theorem", zorder=3)
    for (name, values), colour in zip(realness.items(), (PALETTE[1], PALETTE[5]), strict=False):
        shifted = values - np.median(values - log_ratio)
        ax.scatter(log_ratio, shifted, 7, color=colour, alpha=0.4, lw=0, label=name)
    ax.set(xlabel="log p(x) - log q(x), exact (nats)", ylabel="realness, shifted")
    legend = ax.legend(markerscale=2)
    for handle in legend.legend_handles:
        handle.set_alpha(1)
    return ax


def critic_and_samples(critic, samples, truth, ax=None):
    """Realness, with forgeries in black; 0 lies half-way between them and the data.

    Args:
        critic: `(n, 2)` to `(n,)`: larger is more real.
        samples: forgeries, `(n, 2)`.
        truth: a density with `sample`.
        ax: the Axes to draw on.
    """
    given.called(critic, "critic"), given.density(truth, "critic_and_samples")
    samples = drawn(samples, "critic_and_samples")
    low, high = np.transpose(window(truth))
    bounds = tuple(zip(low - 0.15 * (high - low), high + 0.15 * (high - low), strict=True))
    sides = [np.median(np.asarray(critic(part))) for part in (truth.sample(1000, seed=0), samples)]
    ax = critic_map(lambda x: np.asarray(critic(x)) - np.mean(sides), bounds, ax)
    ax.images[0].colorbar.set_label("realness, 0 half-way between data and forgeries")
    ax.scatter(*samples.T, 5, color="#222222", alpha=0.6, lw=0)
    return ax


def class_shares(named, class_names, ax=None):
    """Bars: which share of the pictures a classifier puts into each class.

    Args:
        named: name to labels, integers `(n,)`.
        class_names: one for each class.
        ax: the Axes to draw on.
    """
    given.named(named, "class_shares", 3)
    class_names = given.class_names(class_names, "class_shares")
    n = len(class_names)
    named = {k: given.labels(y, n, f"class_shares {k!r}") for k, y in named.items()}
    ax = new_axes(9, 3, ax)
    width = 0.8 / len(named)
    for k, (name, labels) in enumerate(named.items()):
        shares = np.bincount(labels, minlength=len(class_names)) / len(labels)
        x = np.arange(len(class_names)) + (k - (len(named) - 1) / 2) * width
        style = dict(color=PALETTE[(8, 0, 2)[k]], edgecolor=INK, hatch=("", "//", "..")[k], lw=0.5)
        ax.bar(x, 100 * shares, 0.92 * width, label=name, **style)
    ax.set_xticks(range(len(class_names)), class_names, rotation=30, ha="right")
    ax.set(ylabel="share of the pictures (%)")
    ax.legend(ncols=len(named), loc="lower center", bbox_to_anchor=(0.5, 1))
    return ax
