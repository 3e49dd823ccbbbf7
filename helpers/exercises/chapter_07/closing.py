"""The questions that close chapter 7."""

from helpers.exercises.quick import five

quiz = five(
    name="07.quiz",
    questions=(
        (
            "On the way from noise to data a small area grows to 10 times its size. What happens "
            "to the log density there?",
            {
                "a": "It rises by log 10.",
                "b": "It is divided by 10.",
                "c": "It falls by log 10.",
                "d": "It stays the same, because no noise is lost on the way.",
            },
            "c",
            "The same noise lies on ten times the area. A tenth, in logarithms, is -log 10.",
        ),
        (
            "You know the way g from noise to data and its determinant, but not that of the way "
            "back. What is log p(g(z))?",
            {
                "a": "log N(z) + log |det ∂g/∂z|",
                "b": "log N(z) - log |det ∂g/∂z|",
                "c": "log N(g(z)) - log |det ∂g/∂z|",
                "d": "It cannot be said: only the way from data to noise has a density.",
            },
            "b",
            "There and back leaves an area as it was, so the two log determinants differ by sign.",
        ),
        (
            "In a coupling you replace the network by one that has no inverse. What happens?",
            {
                "a": "The coupling can no longer be run backwards.",
                "b": "It runs backwards, but only roughly.",
                "c": "Its determinant becomes zero.",
                "d": "Nothing is lost: the network is only ever run forwards.",
            },
            "d",
            "The kept numbers are still there, so the same network gives the same curves again.",
        ),
        (
            "A trained flow's density, added up over the whole plane on a fine grid, gives 3. "
            "What follows?",
            {
                "a": "Somewhere on the way a stretch was not counted.",
                "b": "It was not trained for long enough.",
                "c": "It found three groups of points.",
                "d": "It squeezes the data too much: three times as dense as the truth.",
            },
            "a",
            "With every stretch counted the sum is 1, trained or not, good or bad.",
        ),
        (
            "The data lie on a closed ring, with nothing in its middle. You train a flow from "
            "normal noise on the plane for as long as you like. What becomes of the middle?",
            {
                "a": "In the end the middle of the ring is empty.",
                "b": "The density in the middle gets small, but is nowhere zero.",
                "c": "The middle becomes as dense as the ring.",
                "d": "The flow cannot be trained on a ring: its determinant has no value there.",
            },
            "b",
            "A map without jumps can stretch the noise that has to lie there, but not remove it.",
        ),
    ),
)
