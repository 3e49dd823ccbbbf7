import numpy as np
import pytest
from in_node import evaluated

from book.page import ziggurat

SEEDS = [0, 1, 2, 41, 2**31, 2**32 - 1, 2**32, 2**32 + 7, 2**53 - 1, [0], [3, 14], [5, 2**40 + 1]]
LONG_SEEDS = [
    [1, 2, 3, 4, 5, 6],
    [2**50, 2**51, 2**52],
    [0, 0, 0, 0, 9],
]  # more than the pool holds
TAIL = 3.6541528  # beyond it a normal is a logarithm of the C library: right to its last bit or not


def drawn(code, given=None):
    return evaluated("random", f"const {{ defaultRng }} = random; {code}", given)


def assert_equal_to_the_bit(told, expected):
    assert told.dtype == expected.dtype and told.tobytes() == expected.tobytes()


def assert_normals(told, expected):
    inside = np.abs(expected) < TAIL
    assert_equal_to_the_bit(told[inside], expected[inside])
    np.testing.assert_array_max_ulp(told, expected, maxulp=1)


def test_states_of_a_seed_sequence_and_its_children():
    code = """
    const states = (seeds) => Array.from(seeds.state(9));
    const both = (seeds) => [seeds, ...seeds.spawn(2), ...seeds.spawn(1)].map(states);
    return given.map((seed) => both(random.defaultRng(seed).seeds));
    """
    seeds = SEEDS + LONG_SEEDS
    for seed, told in zip(seeds, evaluated("random", code, seeds), strict=True):
        own = np.random.SeedSequence(seed)
        all_of_them = [own, *own.spawn(2), *own.spawn(1)]
        assert told == [s.generate_state(9).tolist() for s in all_of_them], seed


def test_a_bigint_is_a_seed_of_any_size():
    told = drawn("return defaultRng(2n ** 200n + 3n).random(5);")
    assert_equal_to_the_bit(told, np.random.default_rng(2**200 + 3).random(5))


def test_everything_in_turn_from_many_seeds():
    """Each call leaves the generator, and the half output it keeps, as NumPy does."""
    code = """
    return given.map((seed) => {
      const rng = defaultRng(seed);
      return [
        rng.standardNormal(501, "float32"), rng.random(7), rng.random(5, "float32"),
        rng.integers(-3, 100, 33), rng.standardNormal(300), rng.integers(0, 3000000000, 99),
        rng.integers(5, 6, 2), rng.normal(2, 0.3, 9), rng.permutation(50),
        rng.permutation(["a", "b", "c", "d"]), rng.choice(30, 2), rng.choice(12000, 400),
        rng.choice(12000, 20), rng.choice(4, 4), rng.integer(0, 2 ** 31),
        rng.spawn(1)[0].standardNormal(20, "float32"), rng.random(3),
      ];
    });
    """
    seeds = SEEDS + LONG_SEEDS
    for seed, told in zip(seeds, drawn(code, seeds), strict=True):
        rng = np.random.default_rng(seed)
        expected = [
            rng.standard_normal(501, "float32"),
            rng.random(7),
            rng.random(5, "float32"),
            rng.integers(-3, 100, 33).astype(float),
            rng.standard_normal(300),
            rng.integers(0, 3_000_000_000, 99).astype(float),
            rng.integers(5, 6, 2).astype(float),
            rng.normal(2, 0.3, 9),
            rng.permutation(50).tolist(),
            rng.permutation(["a", "b", "c", "d"]).tolist(),
            rng.choice(30, 2, replace=False).tolist(),
            rng.choice(12_000, 400, replace=False).tolist(),
            rng.choice(12_000, 20, replace=False).tolist(),
            rng.choice(4, 4, replace=False).tolist(),
            int(rng.integers(2**31)),
            rng.spawn(1)[0].standard_normal(20, "float32"),
            rng.random(3),
        ]
        for i, (one, other) in enumerate(zip(told, expected, strict=True)):
            if isinstance(other, np.ndarray):
                np.testing.assert_array_max_ulp(one, other, maxulp=1 if i in (0, 4, 15) else 0)
            else:
                assert one == other, (seed, i)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_a_million_normals(dtype):
    told = drawn("return defaultRng(5).standardNormal(1e6, given);", dtype)
    expected = np.random.default_rng(5).standard_normal(1_000_000, dtype)
    assert (np.abs(expected) > TAIL).sum() > 100  # the tail is among them
    assert_normals(told, expected)


@pytest.mark.parametrize("high", [2, 3, 256, 60_000, 2**20, 2**31, 2**32 - 1])
def test_integers_of_every_range(high):
    told = drawn("return defaultRng(8).integers(0, given, 20000);", high)
    assert_equal_to_the_bit(
        told, np.random.default_rng(8).integers(high, size=20_000).astype(float)
    )


def test_the_committed_edges_are_those_of_numpy():
    assert ziggurat.FILE.read_text("utf-8") == ziggurat.script()


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("defaultRng(-1)", "a whole number from 0, or a list of them; received -1"),
        ("defaultRng(1.5)", "received 1.5"),
        ("defaultRng(2 ** 60)", "Beyond 2\\*\\*53"),
        ("defaultRng(0).integer(3, 3)", "low < high"),
        ("defaultRng(0).integer(0, 2 ** 33)", "NumPy makes wider ones of 64 bits"),
        ("defaultRng(0).choice(2, 3)", "as many as there are, 2; received 3"),
        ("defaultRng(0).random(2, 'int8')", "float64 or float32; received int8"),
    ],
)
def test_what_cannot_be_drawn_is_said(call, words):
    with pytest.raises(AssertionError, match=words):
        drawn(f"return {call};")
