"""The questions that close chapter 9."""

from helpers.exercises.quick import five

quiz = five(
    name="09.quiz",
    questions=[
        (
            "Two people each trained an energy-based model. For the same picture the first model "
            "gives E = 310, the second E = 290. What follows?",
            {
                "a": "The second model finds the picture more probable.",
                "b": "The first model finds it more probable.",
                "c": "Nothing yet: each model has a constant Z of its own.",
                "d": "The second model has the smaller Z.",
            },
            "c",
            "between two models the constants do not drop out, and log p is -E - log Z.",
        ),
        (
            "One model gives E = 310 for one garment and E = 290 for another. What follows?",
            {
                "a": "The second garment is 20 nats more probable under this model.",
                "b": "Nothing: without Z no two of its numbers can be compared.",
                "c": "The second garment is 310 / 290 times as probable.",
                "d": "The second garment has a probability of e to the power of -290.",
            },
            "a",
            "within one model Z drops out of the difference, and a low energy is probable.",
        ),
        (
            "A chain walks with steps that are too long, but do not yet explode. What do its "
            "points look like?",
            {
                "a": "They sit at the bottom of each valley.",
                "b": "They go uphill as often as downhill.",
                "c": "They stay where they began.",
                "d": "They spread wider in each valley than the density says.",
            },
            "d",
            "finite steps spread the points too wide, and longer steps spread them wider.",
        ),
        (
            "A hundred chains began in the same valley, and they agree with each other perfectly. "
            "What have you learnt?",
            {
                "a": "The chains have reached every valley in the right shares.",
                "b": "Nothing about other valleys: perhaps none of them has ever been there.",
                "c": "They have not moved at all.",
                "d": "The step size is small enough.",
            },
            "b",
            "a comparison of chains tells only about places that at least one of them has seen.",
        ),
        (
            "Z is unknown. Why can the model be trained all the same, by asking for the level?",
            {
                "a": "The grid of the plane gives Z before training begins.",
                "b": "A short chain estimates Z in every step of training.",
                "c": "The last level is noise alone, so its points need no energy.",
                "d": "The sum in the fraction runs over a few levels at one point.",
            },
            "d",
            "P(k | y) compares the energies of 14 levels at the same point, and that sum is short.",
        ),
    ],
)
