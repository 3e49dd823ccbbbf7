"""The questions that close chapter 3."""

from helpers.exercises.quick import five

quiz = five(
    name="03.quiz",
    questions=[
        (
            "A model of faces is off by 20 grey levels. What do you need to know first?",
            {
                "a": "How far off it is on the faces it learnt from",
                "b": "How many weights the encoder and the decoder have",
                "c": "How far off the mean face is, and PCA with as many numbers",
                "d": "How much the error still fell in the last pass",
            },
            "c",
            "An error means something between a ceiling, a baseline and a floor.",
        ),
        (
            "Every face of a new dataset wears a small earring, gold or silver, chosen at random. "
            "A code of eight numbers is trained on the error alone. What comes back?",
            {
                "a": "An earring of a colour in between, on nearly everybody",
                "b": "The right earring, because a factor is a factor",
                "c": "No earring, because it is small",
                "d": "Gold on some faces and silver on others, without regard to the truth",
            },
            "a",
            "What changes few pixels is left out, and the best picture for a code is an average.",
        ),
        (
            "A table of information shares is dark in the whole row of *pose*. What follows?",
            {
                "a": "The code does not contain the pose.",
                "b": "The pose is not visible in the pictures.",
                "c": "One number says the pose, and the others do not.",
                "d": "No number says it alone. The recovery tells whether they say it together.",
            },
            "d",
            "A factor can be spread over many numbers: then all of them together still know it.",
        ),
        (
            "Somebody reads *skin* from a trained code with an R² of 0.83. Was it learnt?",
            {
                "a": "Yes, because 0.83 is far above 0.",
                "b": "Only a comparison with an untrained encoder can say so.",
                "c": "No, because 0.83 is below 1.",
                "d": "Yes, if the reader was tested on the faces it learnt from.",
            },
            "b",
            "A random encoder reached as much without any training.",
        ),
        (
            "Why may number 3 of an autoencoder's code have no meaning of its own?",
            {
                "a": "Because a code with sixteen numbers has too few of them",
                "b": "Because the decoder looks at only some of the numbers",
                "c": "Because the encoder was trained for too short a time",
                "d": "Because a turned code gives the same error, so nothing prefers the tidy one",
            },
            "d",
            "Encoder and decoder can turn the code and turn it back, and the error is the same.",
        ),
    ],
)
