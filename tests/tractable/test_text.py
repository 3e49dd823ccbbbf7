"""The autoregressive family on text: causality, the chain rule, temperature, drawing."""

import math

import numpy as np
import pytest
from keras import ops

from helpers.backend import gradient
from helpers.tractable import TextTransformer
from helpers.tractable.letters import Alphabet, entropy, quantile, tempered

LETTERS = "\n abcdefgh"
TEXT = "a bad cafe had a dead bee\nhe fed a big cabbage"
RNG = np.random.default_rng(0)


@pytest.fixture(scope="module")
def model():
    """Far from its start, so that every place looks at others."""
    model = TextTransformer(LETTERS + "i", context=16, width=16, seed=3)
    rng = np.random.default_rng(1)
    for v in model.trainable_variables:
        v.assign(v + 0.3 * rng.standard_normal(v.shape))
    return model


def test_a_later_character_changes_no_earlier_prediction(model):
    x = RNG.integers(0, 11, (1, 16)).astype("int32")
    before = model.logits(x)
    for i in range(1, 16):
        other = x.copy()
        other[0, i] = (x[0, i] + 1) % 11
        after = model.logits(other)
        np.testing.assert_allclose(after[0, :i], before[0, :i], atol=1e-5)
        assert np.abs(after[0, i:] - before[0, i:]).max() > 1e-3


def test_causality_by_gradient(model):
    h = RNG.standard_normal((1, 6, 16)).astype("float32")
    slope = np.asarray(gradient(lambda h: ops.sum(model.blocks[0](h)[:, 2], axis=-1), h))
    assert np.all(slope[0, 3:] == 0) and np.all(slope[0, :3].any(axis=-1))


def test_the_factors_of_every_place_are_probabilities(model):
    p = tempered(model.logits(RNG.integers(0, 11, (3, 16)).astype("int32")), 1.0)
    np.testing.assert_allclose(p.sum(axis=-1), 1, atol=1e-6)


def test_texts_of_two_characters_have_probability_one_together(model):
    texts = [a + b for a in model.alphabet.letters for b in model.alphabet.letters]
    assert sum(math.exp(model.log_prob(text)) for text in texts) == pytest.approx(1, abs=1e-5)


def test_log_prob_is_the_sum_of_the_conditionals_asked_one_by_one(model):
    text = TEXT[:16]
    tokens = model.alphabet.tokens("\n" + text)
    alone = [
        math.log(tempered(model.logits(tokens[None, : i + 1])[0, -1], 1.0)[tokens[i + 1]])
        for i in range(len(text))
    ]
    np.testing.assert_allclose(model.factors(text), alone, atol=1e-4)
    assert model.log_prob(text) == pytest.approx(sum(alone), abs=1e-3)


@pytest.mark.parametrize("length", [1, 7, 15, 16, 17, 24, 25, 33, len(TEXT)])
def test_every_character_of_a_long_text_is_told_once(model, length):
    """What a factor sees: all of the beginning, or the last half of the context at least."""
    text = TEXT[:length]
    before, x, told = model.windows(text)
    assert model.alphabet.text(x[told]) == text
    assert model.alphabet.text(before[told]) == ("\n" + text)[:-1]
    places = np.nonzero(told)[1]
    assert np.all((places >= 8) | (np.arange(length) < 8))
    assert model.factors(text).shape == (length,)


def test_a_beginning_is_scored_as_in_the_whole(model):
    np.testing.assert_allclose(model.factors(TEXT)[:20], model.factors(TEXT[:20]), atol=1e-4)


def test_looks_sum_to_one_and_never_go_ahead(model):
    looks = model.looks("a bad bee")
    assert looks.shape == (2, 4, 10, 10)
    np.testing.assert_allclose(looks.sum(axis=-1), 1, atol=1e-5)
    assert np.all(np.triu(looks, 1) == 0)


# Temperature


def test_entropy_rises_with_temperature():
    """Gibbs: dH / dT = Var(logit) / T³ > 0 for logits that stay."""
    temperatures = np.linspace(0, 5, 60)
    for logits in RNG.normal(scale=4, size=(20, 11)):
        bits = entropy(tempered(logits, temperatures[:, None]))
        assert np.all(np.diff(bits) > -1e-12) and bits[0] == 0 and bits[-1] < math.log2(11)


def test_the_entropies_of_a_model_rise_to_those_of_guessing(model):
    bits = model.entropies(TEXT, [0, 0.2, 0.5, 1, 2, 1e6])
    assert np.all(np.diff(bits) > 0)
    assert bits[0] == 0 and bits[-1] == pytest.approx(math.log2(11), abs=1e-6)


def test_temperature_zero_is_the_most_probable_and_one_changes_nothing():
    logits = RNG.normal(size=(50, 11))
    np.testing.assert_array_equal(tempered(logits, 0).argmax(-1), logits.argmax(-1))
    assert np.all(tempered(logits, 0).max(-1) == 1)
    p = np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)
    np.testing.assert_allclose(tempered(logits, 1), p)


# Drawing


def test_uniform_numbers_draw_each_letter_as_often_as_it_is_probable():
    p = np.array([0.1, 0.0, 0.6, 0.3])
    drawn = quantile(np.tile(p, (10_000, 1)), (np.arange(10_000) + 0.5) / 10_000)
    np.testing.assert_allclose(np.bincount(drawn, minlength=4) / 10_000, p, atol=1e-3)
    assert quantile(p[None], [1.0 - 1e-17]).tolist() == [3]


def test_texts_prepared_together_are_those_drawn_one_by_one(model):
    u, temperatures = np.random.default_rng(5).random(40), [0.0, 0.4, 1.0, 1.5]
    together = model.draw(u, temperatures, "a bad ")
    assert together == [model.draw(u, t, "a bad ")[0] for t in temperatures]
    assert {len(text) for text in together} == {40} and len(set(together)) == 4
    assert model.draw(u, temperatures, "a bad ") == together


def test_at_temperature_zero_the_random_numbers_do_not_matter(model):
    one, other = model.draw(RNG.random((2, 30)), 0.0)
    assert one == other
    tokens = model.alphabet.tokens("\n" + one[:10])
    assert model.logits(tokens[None])[0, -1].argmax() == model.alphabet.tokens(one[10])[0]


def test_drawn_letters_are_as_frequent_as_the_first_factor_says(model):
    n = 4000
    first = model.draw(((np.arange(n) + 0.5) / n)[:, None], np.ones(n))
    counts = np.bincount(model.alphabet.tokens("".join(first)), minlength=11) / n
    p = tempered(model.logits(model.alphabet.tokens("\n")[None])[0, 0], 1.0)
    np.testing.assert_allclose(counts, p, atol=1e-3)


# Learning


@pytest.mark.trains
def test_a_text_of_one_character_needs_nearly_no_bits():
    model = TextTransformer("\n ab", context=16, width=16)
    model.fit("a" * 2000, epochs=8, seconds=600, verbose=0)
    assert model.bits_per_character("a" * 100) < 0.1


@pytest.mark.trains
def test_it_learns_to_copy_an_order():
    model = TextTransformer("\n abc", context=16, width=32)
    text = "abc " * 500
    before = model.bits_per_character(text[:100])
    model.fit(text, seconds=600, epochs=10, verbose=0)
    assert model.bits_per_character(text[:100]) < 0.3 < before
    assert model.draw(np.full(12, 0.5), 1.0, "abc a")[0] == "bc abc abc a"


def test_training_ends_with_the_clock_in_the_middle_of_a_pass():
    model = TextTransformer("\n abc", context=16, width=16)
    model.fit("abc " * 500, seconds=1e-3, verbose=0)
    assert int(model.optimizer.iterations) == 1


def test_the_same_seed_gives_the_same_weights():
    one, other = (TextTransformer("\nab", context=4, width=8, seed=7) for _ in range(2))
    for a, b in zip(one.get_weights(), other.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


# Refusals


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: Alphabet("abc"), "end of a passage"),
        (lambda: Alphabet("\naba"), "once"),
        (lambda: Alphabet("\nab").tokens("a€b"), "received '€'"),
        (lambda: TextTransformer("\nab", width=10), "width that its heads can share"),
        (lambda: TextTransformer("\nab", context=0), "1 or more"),
        (lambda: TextTransformer("\nab", context=8, width=8).fit("ab", verbose=0), "characters"),
        (lambda: TextTransformer("\nab", context=8, width=8).log_prob(""), "one character"),
        (lambda: TextTransformer("\nab", context=8, width=8).looks("a" * 9), "at most"),
    ],
)
def test_refusals_say_what_to_do(call, words):
    with pytest.raises(ValueError, match=words) as error:
        call()
    assert "expected" in str(error.value) and "received" in str(error.value)
