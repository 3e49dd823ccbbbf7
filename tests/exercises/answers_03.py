"""Answers to the questions of chapter 3, right and wrong, replayed by test_questions.py."""

import numpy as np
from keras import ops
from sklearn.metrics import r2_score
from sklearn.model_selection import KFold


def pca(x, mean, directions):
    return (x - mean) @ directions.T @ directions + mean


def pca_in_keras(x, mean, directions):
    return ops.matmul(ops.matmul(x - mean, directions.T), directions) + mean


def pca_face_by_face(x, mean, directions):
    return [mean + sum(((face - mean) @ d) * d for d in directions) for face in x]


def recovery(codes, factor, fit, half=1000, total=None, rows=None):
    rows = np.arange(len(codes)) if rows is None else rows
    learn, test = rows[:half], rows[half:]
    error = np.mean((factor[test] - fit(codes[learn], factor[learn])(codes[test])) ** 2)
    return 1 - error / (np.var(factor[test]) if total is None else total)


def every_other(codes, factor, fit):
    return recovery(codes, factor, fit, rows=np.r_[0 : len(codes) : 2, 1 : len(codes) : 2])


def on_the_same_faces(codes, factor, fit):
    return 1 - np.mean((factor - fit(codes, factor)(codes)) ** 2) / np.var(factor)


def judged_on_all(codes, factor, fit):
    return 1 - np.mean((factor - fit(codes[:1000], factor[:1000])(codes)) ** 2) / np.var(factor)


def out_of_order(codes, factor, fit):
    read = fit(codes[:1000], factor[:1000])
    return 1 - np.mean((factor[:999:-1] - read(codes[1000:])) ** 2) / np.var(factor[1000:])


def each_half_judged_by_the_other(codes, factor, fit):
    one = recovery(codes, factor, fit)
    return (one + recovery(codes[::-1], factor[::-1], fit)) / 2


def standardised_first(codes, factor, fit):
    return recovery((codes - codes.mean(axis=0)) / codes.std(axis=0), factor, fit)


def at_random(codes, factor, fit):
    return recovery(codes, factor, fit, rows=np.random.default_rng().permutation(len(codes)))


def with_scikit_learn(codes, factor, fit):
    told = np.empty(len(factor))
    for learn, test in KFold(5, shuffle=True, random_state=0).split(codes):
        told[test] = fit(codes[learn], factor[learn])(codes[test])
    return r2_score(factor, told)


def leaving_one_out(codes, factor, fit):
    rows = np.arange(len(codes))
    told = [fit(codes[rows != i], factor[rows != i])(codes[i : i + 1])[0] for i in rows]
    return 1 - np.mean((factor - told) ** 2) / np.var(factor)


def row_by_row(codes, factor, fit):
    read = fit(codes[:1000], factor[:1000])
    told = np.array([read(code) for code in codes[1000:]])
    return 1 - np.mean((factor[1000:] - told) ** 2) / np.var(factor[1000:])


def with_a_look_at_the_rows_learnt_from(codes, factor, fit):
    fit(codes, factor)(codes)
    return recovery(codes, factor, fit)


def overlapping(codes, factor, fit, share=0.1):
    """A tenth of the rows that judge were learnt from."""
    read = fit(codes[:1000], factor[:1000])
    test = slice(1000 - int(1000 * share), 2000 - int(1000 * share))
    return 1 - np.mean((factor[test] - read(codes[test])) ** 2) / np.var(factor[test])


BLANK = {
    "times_fewer": [None, ..., ""],
    "share_kept": [None, ..., ""],
    "turned_back": [None, ..., ""],
    "quiz": [None, ..., "", "  "],
}

RIGHT = {
    "times_fewer": [768, 768.0, 64 * 64 * 3 // 16, np.int64(768)],
    "share_kept": [0.75, 3 / 4, 1 - (22 / 44) ** 2, np.float32(0.75)],
    "turned_back": [-1, 0.6 - 1.6, np.float64(-1), ops.convert_to_tensor(-1.0)],
    "quiz": ["cadbd", "CADBD", "c a d b d", ["c", "a", "d", "b", "d"]],
    "pca_and_back": [
        pca,
        pca_in_keras,
        pca_face_by_face,
        lambda x, m, d: pca(x.astype("float32"), m.astype("float32"), d.astype("float32")),
        lambda x, m, d: m + np.einsum("np,kp,kq->nq", x - m, d, d),
        lambda x, m, d: m + (d.T @ np.linalg.lstsq(d.T, (x - m).T, rcond=None)[0]).T,
        lambda x, m, d: [(m + (face - m) @ d.T @ d).tolist() for face in x],
    ],
    "predict_turn": ["a", "A", " a "],
    "repair_recovery": [
        recovery,
        every_other,
        each_half_judged_by_the_other,
        standardised_first,
        at_random,
        with_scikit_learn,
        leaving_one_out,
        lambda z, f, fit: recovery(z, f, fit, half=1600),
        lambda z, f, fit: recovery(z[::-1], f[::-1], fit),
        lambda z, f, fit: recovery(z.astype("float32"), f.astype("float32"), fit),
        lambda z, f, fit: recovery(z, f, fit, total=np.var(f)),
        row_by_row,
        with_a_look_at_the_rows_learnt_from,
    ],
}

REFUSED = {
    "times_fewer": [767, 64, (64, 64, 3), "many", pca],
    "share_kept": [75, 0.7, [0.75], "three quarters", pca],
    "turned_back": [(-1, 2), [-1], 0, "minus one"],
    "quiz": ["ddddd", "d", 5, pca, "cadbdd"],
    "pca_and_back": [
        lambda x, m, d: pca(x, x.mean(axis=0), d),
        lambda x, m, d: pca(x, m, d[:1]),
        lambda x, m, d: pca(x, m, d[::-1] * [[1], [-1]] if len(d) == 2 else -d[:1]),
        lambda x, m, d: np.clip(pca(x, m, d), 0, 1),
        lambda x, m, d: pca(x, m, d).round(1),
        lambda x, m, d: np.tile(pca(x, m, d)[:1], (len(x), 1)),
        lambda x, m, d: m + abs((x - m) @ d.T) @ d,
        lambda x, m, d: pca(x, m, np.sign(d)),
        lambda x, m, d: pca(x, m, d) if len(x) == 6 else x,
        lambda x, m, d: x - pca(x, m, d) + m,
    ],
    "repair_recovery": [
        overlapping,
        lambda z, f, fit: overlapping(z, f, fit, 0.5),
        lambda z, f, fit: 1 - np.mean((f[1000:] - fit(z, f)(z[1000:])) ** 2) / np.var(f[1000:]),
        lambda z, f, fit: recovery(z, f, fit, half=1990),
        lambda z, f, fit: recovery(z, f, fit, half=20),
        lambda z, f, fit: np.sqrt(abs(recovery(z, f, fit))),
        lambda z, f, fit: recovery(z, f, fit) ** 2,
        lambda z, f, fit: np.corrcoef(f[1000:], fit(z[:1000], f[:1000])(z[1000:]))[0, 1] ** 2,
        lambda z, f, fit: recovery(z, f, fit, total=np.std(f)),
        lambda z, f, fit: recovery(z, f, fit, total=np.mean(f[1000:] ** 2)),
        lambda z, f, fit: recovery(z, np.sort(f), fit),
        lambda z, f, fit: 0.5,
        lambda z, f, fit: max(recovery(z, f, fit), on_the_same_faces(z, f, fit)),
    ],
}

# question: (answer, a phrase of the verdict that only this mistake earns)
WRONG = {
    "times_fewer": [
        (256, "has three numbers"),
        (192, "of 32 × 32"),
        (12288, "of the picture. Compare"),
        (12272, "the difference was taken"),
        (pca, "no number and no list"),
    ],
    "share_kept": [
        (0.5, "not squared"),
        (0.25, "that is lost"),
        (-3, "wrong way round"),
        ("most", "Not 'most'"),
    ],
    "turned_back": [
        (2, "the skin"),
        (2.2, "once more"),
        (1, "sign is wrong"),
        (0.6, "only u was used"),
        ((-1, 2), "Not (-1, 2)"),
    ],
    "quiz": [
        ("cadba", "about 5."),
        ("aadbd", "about 1."),
        ("cadb", "4 letters"),
        (12345, "received int"),
        ("abcaa", "0 of 5"),
    ],
    "pca_and_back": [
        (lambda x, m, d: (x - m) @ d.T, "The way back is missing"),
        (lambda x, m, d: ((x - m) @ d.T).T, "axes swapped"),
        (lambda x, m, d: pca(x, m, d).sum(axis=1), "Every pixel comes back"),
        (lambda x, m, d: x @ d.T @ d + m, "not subtracted before"),
        (lambda x, m, d: (x - m) @ d.T @ d, "not added after"),
        (lambda x, m, d: x @ d.T @ d, "neither subtracted"),
        (lambda x, m, d: (x - m) @ d.T @ d - m, "subtracted instead of added"),
        (
            lambda x, m, d: pca(x, x.mean(axis=1, keepdims=True), d),
            "its own mean",
        ),
        (lambda x, m, d: x, "untouched"),
        (lambda x, m, d: 2 * (x - m) @ d.T @ d + m, "a factor"),
        (lambda x, m, d: pca(x, m, d) + 1, "an offset"),
        (lambda x, m, d: pca(x, m, d) * np.nan, "not finite"),
        (lambda x, m, d: (x - m) @ d, "raised an error"),
        (pca(np.ones((6, 5)), np.ones(5), np.ones((2, 5))), "called first"),
    ],
    "predict_turn": [
        ("b", "exactly the codes"),
        ("c", "ask each number alone"),
        ("d", "all numbers at once"),
        ("e", "received str 'e'"),
        (3, "received int 3"),
    ],
    "repair_recovery": [
        (on_the_same_faces, "2000 of the 2000"),
        (judged_on_all, "1000 of the 2000"),
        (lambda z, f, fit: recovery(z, f, fit, half=1995), "asked about 5,"),
        (lambda z, f, fit: recovery(z, f, fit, total=np.mean(f**2)), "`factor**2`"),
        (lambda z, f, fit: 1 - recovery(z, f, fit), "`1 -` is missing"),
        (out_of_order, "belong together"),
        (lambda z, f, fit: (recovery(z, f, fit), 1.0), "R² is one"),
        (lambda z, f, fit: [recovery(z, f, fit)], "array of one"),
        (lambda z, f: 0.5, "other arguments"),
        (0.9, "called first"),
    ],
}
