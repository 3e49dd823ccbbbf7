"""The questions that close chapter 6."""

from helpers.exercises.quick import five

quiz = five(
    name="06.quiz",
    questions=[
        (
            "A picture is read pixel by pixel. Which factor stands in the product for pixel 3?",
            {
                "a": "p(x₃), since every pixel has a factor of its own",
                "b": "p(x₃ | x₁, x₂)",
                "c": "p(x₃ | x₂), since the neighbour is what matters",
                "d": "p(x₃ | all the other pixels)",
            },
            "b",
            "A factor may use everything that came before, and nothing that comes later.",
        ),
        (
            "Somebody wants to draw the upper half of a garment whose lower half is given. Why "
            "does a trained model with our reading order not do it directly?",
            {
                "a": "The upper half has too many pixels.",
                "b": "Its density is exact only for whole pictures.",
                "c": "It was trained with real beginnings only.",
                "d": "No factor takes later pixels as its input.",
            },
            "d",
            "The factors of the upper half come first, and they cannot see the lower half.",
        ),
        (
            "Model A: 2.9 bits per pixel, 256 levels, test pictures. Model B: 1.1 bits per pixel, "
            "4 levels, test pictures. Both exact. What do you conclude?",
            {
                "a": "Nothing about which is better: the data are not the same.",
                "b": "B is better, by 1.8 bits per pixel.",
                "c": "A is better, since it had more levels to predict.",
                "d": "B is better, but only at textures.",
            },
            "a",
            "With fewer levels every score falls, even that of a model that knows nothing.",
        ),
        (
            "Which of these numbers can fall below zero without a mistake in the code?",
            {
                "a": "minus log2 of the probability of a grey level",
                "b": "the bits per pixel of a PNG file",
                "c": "minus log2 of a density at a grey level",
                "d": "the exact KL divergence of a model from the truth",
            },
            "c",
            "A density is probability per unit and may exceed 1; a probability may not.",
        ),
        (
            "A model's objective is far better than that of any other model. Which check "
            "says most quickly whether its mask leaks?",
            {
                "a": "training for longer, to see whether the objective stays low",
                "b": "the objective on test pictures instead of training pictures",
                "c": "the gradient of a prediction with respect to the pixel that it predicts",
                "d": "the gradient of a prediction with respect to the pixel before it",
            },
            "c",
            "That gradient must be exactly 0. A leak looks as good on test pictures as on others.",
        ),
    ],
)
