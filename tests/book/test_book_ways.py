"""Ways through a latent space in the page: those of Python."""

import numpy as np

from helpers.metrics import nearest_distance
from helpers.representation import ways
from tests.book.in_node import evaluated

ALONG = """
const { a, b, shares, codes, width } = given;
const row = (_, k) => codes.slice(k * width, (k + 1) * width);
const rows = Array.from({ length: codes.length / width }, row);
const along = (way, ...more) => way(a, b, [...shares], ...more).map((code) => [...code]);
const made = [along(ways.straight), along(ways.slerp), along(ways.throughData, rows)];
return { made, far: [...ways.nearestDistance(codes, a, width)] };
"""


def test_ways_and_distances_are_those_of_python():
    rng = np.random.default_rng(0)
    codes = rng.standard_normal((300, 16)).astype("float32")
    a, b, shares = codes[3].astype(float), codes[7].astype(float), np.linspace(0, 1, 11)
    given = {"a": a, "b": b, "shares": shares, "codes": codes.ravel(), "width": 16}
    found = evaluated("ways", ALONG, given)
    expected = [way(a, b, shares) for way in (ways.straight, ways.slerp)]
    expected.append(ways.through_data(a, b, shares, codes))
    np.testing.assert_allclose(found["made"], expected, atol=1e-9)
    # scikit-learn takes differences of squares, which end with half the digits.
    far = nearest_distance(codes, np.stack([a, a]))
    np.testing.assert_allclose(found["far"], far, atol=1e-6)


def test_a_way_around_a_hole():
    angles = np.linspace(0, np.pi, 50)
    shoe = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    given = {"a": shoe[0], "b": shoe[-1], "shares": [0.5], "codes": shoe.ravel(), "width": 2}
    code = ALONG.replace("ways.slerp", "ways.straight")  # no arc leads to the other end
    middle = evaluated("ways", code, given)["made"][2][0]
    np.testing.assert_allclose(middle, [0, 1], atol=0.01)
