"""The questions that close chapter 10."""

from helpers.exercises.quick import five

quiz = five(
    name="10.quiz",
    questions=[
        (
            "Noise 2, data 6, time 0.75. What should the network answer for this pair, if it were "
            "the only one that passes there?",
            {
                "a": "5, the place of the mixture",
                "b": "4, from the noise to the data",
                "c": "1, the rest of the way",
                "d": "3, the way so far",
            },
            "b",
            "The direction is x - ε = 4 at every time; on a straight line it does not change.",
        ),
        (
            "Half of the pairs that pass a place go left by 1, the other half go right by 1. What "
            "does the best velocity say there?",
            {
                "a": "left or right, drawn by chance",
                "b": "the side to which the nearest data point lies",
                "c": "neither: 0",
                "d": "left where the noise came from the right, right where it came from the left",
            },
            "c",
            "It sees only the place and the time, and the mean of -1 and 1 is 0.",
        ),
        (
            "A training loss has stood at 3.63 for a long time. The best velocity there is would "
            "score 3.58. What follows?",
            {
                "a": "Training is stuck; a larger learning rate will bring the loss down.",
                "b": "The samples cannot get better any more.",
                "c": "The network is far too small; a larger one could halve the loss.",
                "d": "Nearly all of the loss is crossing pairs; look at samples or the KL instead.",
            },
            "d",
            "Only 0.05 of the 3.63 is the network's; the rest no network can avoid.",
        ),
        (
            "The velocity is v(x, t) = 2t and the noise is 1. Where do two Euler steps end?",
            {"a": "1.5", "b": "2", "c": "1", "d": "2.5"},
            "a",
            "The first step has the velocity 0, the second the velocity 1 for half a unit of time.",
        ),
        (
            "Somebody shows the guesses of a model at t = 0.1 and says: *its samples are blurred.* "
            "What do you answer?",
            {
                "a": "True: with more parameters the guesses at t = 0.1 would be sharp.",
                "b": "A guess is the mean of all that may come; a sample needs the whole way.",
                "c": "True: whatever is blurred at t = 0.1 stays blurred until t = 1.",
                "d": "The blur is the noise that is still in the picture at t = 0.1.",
            },
            "b",
            "Even the best model's early guess is blurred, and its samples are not.",
        ),
    ],
)
