import numpy as np
import pytest
from in_node import evaluated
from scipy.stats import spearmanr

SPECS = [".0f", ".1f", ".2f", ".3f", ".4f", ".0%", ".1%", "g", ".2g", ".3g", "+.3g", "+.2f"]
SPECS += [",.0f", ",.2f", ".1e", ".3e", ".0e", "e", "f", ".17g", ".1g"]


def many_numbers():
    rng = np.random.default_rng(0)
    ties = np.arange(-400, 400) / np.array([[8.0], [16], [2], [1000], [1e6]])
    sizes = rng.normal(size=1500) * 10.0 ** rng.integers(-12, 25, 1500)
    decimals = np.round(rng.normal(size=800) * 100, rng.integers(5))
    whole_bits = rng.integers(0, 2**63, 500).view("float64")  # every exponent there is
    special = [0.0, -0.0, np.nan, np.inf, -np.inf, 1e15, 1e16, 1e21, 1e22, 9.995, 0.9995, 99999.5]
    parts = [ties.ravel(), sizes, decimals, whole_bits, special, np.float32(sizes[:500])]
    return np.concatenate(parts)


@pytest.mark.parametrize("spec", SPECS)
def test_every_format_of_many_numbers(spec):
    x = many_numbers()
    code = "return Array.from(given.x, (x) => format.format(x, given.spec));"
    told = evaluated("format", code, {"x": x, "spec": spec})
    assert told == [format(v, spec) for v in x.tolist()]


def test_repr_of_many_numbers():
    x = many_numbers()
    told = evaluated("format", "return Array.from(given, format.repr);", x)
    assert told == [repr(v) for v in x.tolist()]


def test_whole_numbers_with_commas():
    x = [0, 7, 999, 1000, -1000, 1234567, 2**53 - 1, 10**20]
    told = evaluated("format", 'return given.map((x) => format.format(x, ","));', x)
    assert told == [f"{v:,}" for v in x]


@pytest.mark.parametrize(("x", "spec"), [(1.5, ".2x"), (1.5, ","), (3, ".2"), (1, ">8.2f")])
def test_a_format_that_is_not_made_is_refused(x, spec):
    with pytest.raises(AssertionError, match="format expected one of Python's formats"):
        evaluated("format", "return format.format(given.x, given.spec);", {"x": x, "spec": spec})


def finite_numbers():
    x = many_numbers()
    return x[np.abs(x) < 1e12]


@pytest.mark.parametrize("digits", [0, 1, 2, 3, 6])
def test_round_of_python_and_of_numpy(digits):
    x = finite_numbers()
    code = """
    const { x, narrow, digits } = given;
    return [x.map((v) => numbers.round(v, digits)), numbers.rounded(x, digits),
            numbers.rounded(narrow, digits), x.map(numbers.roundEven)];
    """
    narrow = x.astype("float32")
    told = evaluated("numbers", code, {"x": x, "narrow": narrow, "digits": digits})
    expected = [np.array([round(v, digits) for v in x.tolist()]), x.round(digits)]
    expected += [narrow.round(digits), np.rint(x)]
    for one, other in zip(told, expected, strict=True):
        assert one.dtype == other.dtype
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_sums_means_and_medians_to_the_last_bit(dtype):
    rng = np.random.default_rng(1)
    for n in (1, 2, 7, 8, 9, 100, 128, 129, 137, 1000, 4099, 60_000):
        x = rng.normal(3, 10, n).astype(dtype)
        code = "return [numbers.sum(given), numbers.mean(given), numbers.median(given)];"
        told = evaluated("numbers", code, x)
        assert told == [float(x.sum()), float(x.mean()), float(np.median(x))], n


def test_rank_correlation_with_and_without_ties():
    rng = np.random.default_rng(2)
    pairs = [(rng.integers(6, size=6).tolist(), rng.random(6).tolist()) for _ in range(50)]
    pairs = [(a, b) for a, b in pairs if len(set(a)) > 1]
    told = evaluated("numbers", "return given.map(([a, b]) => numbers.spearman(a, b));", pairs)
    np.testing.assert_allclose(told, [spearmanr(a, b)[0] for a, b in pairs], atol=1e-14)
