"""The questions that close chapter 4."""

from helpers.exercises.quick import five

quiz = five(
    name="04.quiz",
    questions=[
        (
            "Somebody shows ten pictures between a boot and a bag. In the fifth, both can be seen, "
            "each half transparent. Which way was it?",
            {
                "a": "A straight way between the codes of an autoencoder.",
                "b": "A spherical way between the codes of a VAE.",
                "c": "A way through data.",
                "d": "A cross-fade of the pixels.",
            },
            "d",
            "a mean of pixels shows both pictures at once, while a decoder draws one picture for "
            "each code.",
        ),
        (
            "Two codes lie at the ends of two arms of a map, and between the arms is a hole. Which "
            "way is most likely to go round the hole?",
            {
                "a": "The straight way.",
                "b": "The way through data.",
                "c": "The spherical way.",
                "d": "All three alike: what is decoded stays near the data.",
            },
            "b",
            "it goes from one real code to the next, so only the short pieces in between can leave "
            "the data.",
        ),
        (
            "Two random codes of 100 numbers are each about 10 away from the centre. How far away "
            "is the midpoint of the straight way between them?",
            {
                "a": "About 7.1.",
                "b": "About 5.",
                "c": "About 10.",
                "d": "About 2.8.",
            },
            "a",
            "the midpoint is nearer by a factor of the root of 2, and 10 / 1.41 is 7.1; the 2.8 "
            "belongs to codes of 16 numbers.",
        ),
        (
            "What does the argument of question 3 prove about the codes of real garments?",
            {
                "a": "That their straight ways decode to worse pictures than their spherical ways.",
                "b": "That they lie in a thin shell, too.",
                "c": "Nothing yet: it is about random codes, and the ways have to be measured.",
                "d": "That the way through data is the best one.",
            },
            "c",
            "on our pairs the straight way came out nearer to real garments than the spherical "
            "one, whatever the shell says.",
        ),
        (
            "You suspect a hole at one place of a map. Which measurement would show it best?",
            {
                "a": "A classifier is less than 90 % certain of what decodes there.",
                "b": "What decodes there is as far from every real garment as noise is.",
                "c": "None of the 2,000 test garments has exactly this code.",
                "d": "The mean distance over the whole map lies above that of held-out garments.",
            },
            "b",
            "noise is the ceiling of that distance. A classifier can be certain about noise, and "
            "an average over the map hides holes.",
        ),
    ],
)
