"""The questions that close chapter 1."""

from helpers.exercises.quick import five

quiz = five(
    name="01.quiz",
    questions=(
        (
            "A trained network gets the same noise vector on Monday and on Tuesday.",
            {
                "a": "It draws two different horses: every sample is new.",
                "b": "It draws two horses of the same kind, in different places.",
                "c": "It draws the same picture twice.",
                "d": "It draws a better horse on Tuesday.",
            },
            "c",
            "A network has no dice of its own.",
        ),
        (
            "You turn the noise of a trained sampler down from strength 1 to 0.3.",
            {
                "a": "Its samples become more alike.",
                "b": "Its samples become sharper, and as different as before.",
                "c": "It starts to copy training pictures.",
                "d": "Nothing changes before strength 0 is reached.",
            },
            "a",
            "All variety comes from the noise, so less noise is less variety.",
        ),
        (
            "White letters on black: half of them stand at the left, half at the right. What does "
            "the model of independent pixels draw?",
            {
                "a": "A letter at the left or one at the right.",
                "b": "One letter in the middle.",
                "c": "Two whole letters, left and right.",
                "d": "White specks at the left and at the right, and no letter.",
            },
            "d",
            "Each pixel keeps its own values and knows nothing of any other pixel.",
        ),
        (
            "The floor of the Fréchet distance is 0.7. Sampler A: distance 0.7, ratio 0.0. Sampler "
            "B: distance 2.1, ratio 1.05. Which would you hand in as a generative model?",
            {
                "a": "A: it is as good as real pictures.",
                "b": "B: it is less good, but fewer than half of its samples are copies.",
                "c": "Neither: a ratio above 1 says that B is broken.",
                "d": "A or B, whichever was trained on more pictures.",
            },
            "b",
            "A ratio of 0 means that at least half of A's samples are copies.",
        ),
        (
            "A sampler has a memorisation ratio of 1.02. What is certain?",
            {
                "a": "None of its samples is a copy.",
                "b": "Its samples look like the data.",
                "c": "Fewer than half of its samples are near copies.",
                "d": "It was trained on enough data.",
            },
            "c",
            "The ratio compares medians, and a median is decided by the middle.",
        ),
    ),
)
