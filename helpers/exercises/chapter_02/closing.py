"""The questions that close chapter 2."""

from helpers.exercises.quick import five

quiz = five(
    name="02.quiz",
    questions=[
        (
            "At a picture, the density of swirls is 4 and that of the others is 1. One painting in "
            "ten is by swirls. What is p(swirls given the picture)?",
            {"a": "0.80", "b": "0.40", "c": "about 0.31", "d": "0.10"},
            "c",
            "4 × 0.1 = 0.4 against 1 × 0.9 = 0.9, and 0.4 / 1.3 is about 0.31.",
        ),
        (
            "A classifier is right about 95 % of held-out pictures from the source of its training "
            "pictures. Which test shows whether it uses strokes?",
            {
                "a": "Many more held-out pictures from the same source",
                "b": "The average of its largest share on the held-out pictures",
                "c": "A second classifier, trained in the same way on the same pictures",
                "d": "The held-out pictures with all strokes blurred away",
            },
            "d",
            "Only where the strokes are missing can you see whether they are missed.",
        ),
        (
            "Pictures of a kind that was never seen in training come in. What do the models say?",
            {
                "a": "The shares of a classifier are nearly even for most of them.",
                "b": "A low p(x) is a warning, but some of them can get a high p(x).",
                "c": "Their p(x) is lower than that of any picture like the data.",
                "d": "A classifier gives them shares that add to less than 1.",
            },
            "b",
            "Noise got a low p(x), but the flat grey square got a higher one than most paintings.",
        ),
        (
            "You have a model of p(y given x), and nothing else. What can it not do?",
            {
                "a": "Draw a new picture by swirls",
                "b": "Adapt its shares when the painters' frequencies change",
                "c": "Say which of two painters is more probable",
                "d": "Show which property it needs, when properties are taken away",
            },
            "a",
            "Drawing needs p(x given y), and p(y given x) says nothing about p(x).",
        ),
        (
            "A classifier hardly minds when the strokes are blurred away, and loses a lot without "
            "colours. What do you expect where all painters choose from the same scenes?",
            {
                "a": "The same accuracy, because the painters are the same",
                "b": "An accuracy near that of guessing",
                "c": "An accuracy near 0 %",
                "d": "A higher accuracy, because now it must look at the strokes",
            },
            "b",
            "It leans on the choice of scenes, and that tells it nothing there.",
        ),
    ],
)
