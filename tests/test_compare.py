"""Tables of measured results, and the committed results themselves."""

import math

import pytest

from helpers import checkpoints, compare, datasets
from helpers.families import FAMILIES

ROWS = [
    {"family": "A", "data": "moons", "seed": 0, "kl": 0.1},
    {"family": "A", "data": "moons", "seed": 1, "kl": 0.3},
    {"family": "A", "data": "rings", "seed": 0, "kl": 2.0},
    {"family": "B", "data": "moons", "seed": 0},
]


def test_a_cell_is_the_mean_and_the_spread_of_its_runs():
    table = compare.Table(ROWS, "kl", digits=2)
    assert str(table).splitlines() == [
        "| family | moons | rings |",
        "|---|---|---|",
        "| A | 0.20 ± 0.14 | 2.00 |",
        "| B | – | – |",
    ]
    assert table.mean("A", "moons") == pytest.approx(0.2)
    assert math.isnan(table.mean("B", "rings"))


def test_what_rounds_to_zero_has_no_sign():
    nearly = [{"family": "A", "data": "moons", "kl": -1e-5}]
    assert compare.Table(nearly, "kl").text("A", "moons") == "0.000"


def test_a_table_can_be_turned():
    table = compare.Table(ROWS, "kl", row="data", column="family")
    assert table.names == ["moons", "rings"] and table.columns == ["A", "B"]


def test_an_unknown_result_or_key_is_refused_with_what_there_is():
    with pytest.raises(ValueError, match=r"planar.*received 'faces'"):
        compare.results("faces")
    with pytest.raises(ValueError, match=r"data, family, kl, seed; received 'nll'"):
        compare.Table(ROWS, "nll")


def test_every_result_file_can_be_asked_for():
    assert {path.stem for path in compare.FOLDER.glob("*.json")} == set(compare.NAMES)


def test_races_for_equal_wall_time_are_a_part_of_the_image_results():
    races = {row["network"]: row for row in compare.results("images", "races")}
    assert {"VAE, ours", "VAE, tutorial", "GAN, ours", "GAN, tutorial"} == races.keys()
    with pytest.raises(ValueError, match=r"one of \['rows'\]; received 'races'"):
        compare.results("planar", "races")


def shipped(data):
    """The families with weights of that data: they have results. A new one has none yet."""
    families = {family.__name__ for family in FAMILIES}
    entries = checkpoints.manifest().items()
    return {e["family"] for name, e in entries if name.endswith(data)} & families


def test_the_planar_results_are_complete():
    rows = compare.results("planar")
    names = shipped("-moons") | {"KernelDensity", "GaussianMixture"}
    expected = {(n, d, s) for n in names for d in datasets.PLANAR_NAMES for s in range(3)}
    assert {(r["family"], r["data"], r["seed"]) for r in rows} == expected
    assert len(rows) == len(expected)
    for row in rows:
        assert ("kl" in row) == (row["family"] != "GAN")
        assert ("quality" in row) == (row["data"] == "grid25")
        assert (
            ("fit_seconds" in row)
            == ("sample_seconds" in row)
            == ((row["data"], row["seed"]) == ("moons", 0))
        )
        assert 0.4 < row["two_sample"] <= 1


def test_our_best_family_beats_both_classical_estimates_over_all_shapes():
    table = compare.Table(compare.results("planar"), "kl")
    overall = {n: sum(table.mean(n, d) for d in datasets.PLANAR_NAMES) for n in table.names}
    classical = [overall.pop("KernelDensity"), overall.pop("GaussianMixture")]
    overall.pop("GAN")
    assert min(overall.values()) < min(classical)


BASELINES = ["Real images (floor)", "Normal, all pixels", "Mean image", "Noise"]


def test_the_image_results_are_complete():
    rows = compare.results("images")
    expected = {(name, seed) for name in shipped("-fashion") for seed in range(3)}
    expected |= {(name, 0) for name in BASELINES}
    assert {(r["family"], r["seed"]) for r in rows} == expected
    for row in rows:
        family = row["family"] not in BASELINES
        assert family == ("seconds_1000" in row) == ("parameters" in row)
        assert {"frechet", "kernel", "density", "coverage", "memorisation"} <= row.keys()


def test_real_images_score_best_and_noise_worst_of_all_baselines():
    scores = {r["family"]: r for r in compare.results("images")}
    floor = scores["Real images (floor)"]
    for name in set(scores) - {"Real images (floor)"}:
        assert scores[name]["frechet"] > floor["frechet"]
        assert scores[name]["coverage"] < floor["coverage"]
    for family in shipped("-fashion"):
        assert scores[family]["frechet"] < scores["Noise"]["frechet"]


def test_the_comparison_says_how_far_a_likelihood_can_be_trusted():
    lines = {line.split(" | ")[0].strip("| "): line for line in str(compare.table()).splitlines()}
    assert " exact |" in lines["Autoregressive"]
    assert " bound |" in lines["VAE"]
    bits = lines["GAN"].split(" | ")[1]
    assert bits == "–"


def test_the_comparison_agrees_with_the_manifest():
    entry = checkpoints.manifest()["autoregressive-fashion"]
    row = next(r for r in compare.results("images") if r["family"] == "Autoregressive")
    assert row["bits_per_dim"] == entry["test"]["bits_per_dim"]
    assert row["parameters"] == entry["parameters"]


def test_the_contrastive_results_name_every_factor_for_every_kind_of_views():
    rows = compare.results("contrastive")
    assert [row["views"] for row in rows] == ["crops", "colours", "crops and colours"]
    for row in rows:
        assert tuple(row["recovery"]) == datasets.faces(1).names
        assert max(row["recovery"].values()) <= 1
