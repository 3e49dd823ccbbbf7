"""What holds for a right split: no group on both sides, the right share, every group alike."""

import numpy as np

from helpers.exercises.agreement import expect
from helpers.exercises.answers import NotYet, run

CASES = ((300, 0.1, 0), (900, 0.4, 1), (400, 0.5, 2))  # groups, share, seed
ROUNDS, FAR = 200, 5.5  # tries by chance; standard deviations that chance does not reach


def check_split(answer):
    """Whole groups are held out, about a share of them, each with the same chance."""
    for count, share, seed in CASES:
        groups = _folder(count, seed)
        held_out = _theirs(answer, groups, share, seed)
        _parts_no_group(held_out, groups)
        _holds_out_the_share(held_out, groups, share)
    _draws_from_rng(answer, groups, share)
    _treats_all_alike(answer)
    return (
        "No group stands on both sides, about the right share of them is held out, and each has "
        "the same chance, whether it is one picture or six."
    )


def _folder(count, seed):
    """The group of each picture: one to six look-alikes, in any order, with any number."""
    rng = np.random.default_rng(seed)
    names = rng.choice(10 * count, size=count, replace=False)
    return rng.permutation(np.repeat(names, 1 + np.arange(count) % 6))


def _theirs(answer, groups, share, seed):
    value = run(answer, groups=groups, share=share, rng=np.random.default_rng(seed))
    n, names = len(groups), len(np.unique(groups))
    if value.ndim == 1 and len(value) not in (n, names) and np.isin(value, range(n)).all():
        raise NotYet(
            f"You returned {len(value)} numbers for {n} pictures.",
            "row numbers. Say of each picture whether it is held out: True or False",
        )
    shapes = {(names,): "an answer for each group. Each picture needs one: `np.isin(groups, …)`"}
    value = expect(value, (n,), shapes)
    if not np.isin(value, (0, 1)).all():
        raise NotYet(
            f"For some pictures you return {value[~np.isin(value, (0, 1))][0]:g}. Expected True "
            f"or False.",
            "something other than a comparison, such as the number of the group",
        )
    return value == 1


def _parts_no_group(held_out, groups):
    both = np.intersect1d(groups[held_out], groups[~held_out])
    if len(both):
        several = len(both) / len(np.unique(groups))
        raise NotYet(
            f"{len(both)} groups, {several:.0%} of all, stand on both sides: group {both[0]} has "
            f"{held_out[groups == both[0]].sum()} pictures held out and "
            f"{(~held_out[groups == both[0]]).sum()} to learn from.",
            "pictures are drawn by lot. Draw the groups"
            if several > 0.05
            else "a border between the sides that runs through a group",
        )


def _holds_out_the_share(held_out, groups, share):
    count = len(np.unique(groups))
    found, wanted = len(np.unique(groups[held_out])), share * count
    spread = FAR * np.sqrt(wanted * (1 - share))
    if abs(found - wanted) <= spread:
        return
    cause = "a share of something else than the groups"
    if found in (0, count):
        cause = "one side is empty"
    elif abs(count - found - wanted) <= spread:
        cause = "the two sides are swapped. True stands for held out"
    elif found > wanted:
        cause = (
            "pictures were drawn, and their look-alikes went with them: a large group has many "
            "lots. Draw the groups"
        )
    raise NotYet(
        f"Of {count} groups {found} are held out; about {wanted:.0f} were asked for.", cause
    )


def _draws_from_rng(answer, groups, share):
    one, again, other = (_theirs(answer, groups, share, seed) for seed in (10, 10, 11))
    if np.array_equal(one, other):
        raise NotYet(
            "Two different generators hold out the same pictures.",
            "no chance, or a generator made inside the function. Draw from `rng`",
        )
    if not np.array_equal(one, again):
        raise NotYet(
            "The same generator held out other pictures the second time.",
            "another source of random numbers. Draw from `rng`, so that a seed repeats a split",
        )


def _treats_all_alike(answer):
    count, share = 60, 0.3
    groups = _folder(count, 5)
    names = np.unique(groups)
    often = np.zeros(count)
    for seed in range(ROUNDS):
        often += np.isin(names, groups[_theirs(answer, groups, share, 100 + seed)])
    spread = FAR * np.sqrt(ROUNDS * share * (1 - share))
    if often.max() - ROUNDS * share > spread or ROUNDS * share - often.min() > spread:
        most, least = names[often.argmax()], names[often.argmin()]
        raise NotYet(
            f"Of {ROUNDS} splits, group {most} with {(groups == most).sum()} pictures is held out "
            f"{often.max():.0f} times and group {least} with {(groups == least).sum()} pictures "
            f"{often.min():.0f} times; about {ROUNDS * share:.0f} times each was expected.",
            "groups that are not drawn with the same chance",
        )
