"""The questions that close chapter 5."""

from helpers.exercises.quick import five

quiz = five(
    name="05.quiz",
    questions=[
        (
            "Model A reports at least -1.10 nats per point, a bound. Model B reports -1.05 nats, "
            "exact. Same points, same units. Which has the higher log density?",
            {
                "a": "A, because the slack of a bound is larger than 0.05 nats.",
                "b": "B, because -1.05 is more than -1.10.",
                "c": "It cannot be decided from these two numbers.",
                "d": "Neither: they are equal within the slack.",
            },
            "c",
            "The true value of A is -1.10 or more, so it may lie on either side of B.",
        ),
        (
            "You have a point and want the noise that a model would turn into it. Which pair of "
            "families cannot give it here?",
            {
                "a": "VAE and diffusion",
                "b": "energy-based and GAN",
                "c": "autoregressive and VAE",
                "d": "GAN and normalizing flow",
            },
            "b",
            "A chain of random steps and a network without an inverse have no way back.",
        ),
        (
            "At one point, model A has the energy 2 and model B the energy 5. Both are "
            "energy-based, with unknown constants. What follows about their densities there?",
            {
                "a": "A's is higher, by 3 nats.",
                "b": "B's is higher, by 3 nats.",
                "c": "A's is higher, but nobody knows by how much.",
                "d": "Nothing.",
            },
            "d",
            "Each model has its own constant; only differences within one model mean something.",
        ),
        (
            "You halve both sides of every cell of a grid. Inside each old cell the points lie "
            "evenly. What happens to the density in a cell?",
            {
                "a": "It stays about the same: a quarter of the points on a quarter of the area.",
                "b": "It falls to about a quarter, because a quarter of the points is left.",
                "c": "It rises to about four times, because the area is a quarter.",
                "d": "It falls to about a half, like the sides.",
            },
            "a",
            "Density is probability per unit of area, so the size of the cells cancels.",
        ),
        (
            "Two models of pictures report log p(x): one an exact value for 256 grey levels, one "
            "an exact value for 16 grey levels. May the two be compared?",
            {
                "a": "Yes, because both are exact.",
                "b": "No, because they score different data in different units.",
                "c": "Yes, once both are divided by the number of pixels.",
                "d": "Only if both models belong to the same family.",
            },
            "b",
            "Exact is not enough: both numbers must be about the same data in the same units.",
        ),
    ],
)
