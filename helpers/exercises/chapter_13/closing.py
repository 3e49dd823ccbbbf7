"""The questions that close chapter 13."""

from helpers.exercises.quick import five

quiz = five(
    name="13.quiz",
    questions=[
        (
            "You drew a star. A model of it wastes 0.4 nats after training. What would 0 mean?",
            {
                "a": "It puts all of its points exactly on the line.",
                "b": "Its density is that of your drawing, everywhere.",
                "c": "It has copied the points that it was trained on.",
                "d": "Nothing: without another family beside it the number has no zero.",
            },
            "b",
            "The truth of a drawing is known, and the KL to it is 0 only for the truth itself.",
        ),
        (
            "400 photographs were read, 90 were skipped, nearly all of them as HEIC. What now?",
            {
                "a": "Nothing: 310 are enough to train a model.",
                "b": "Train with more steps, to make up for them.",
                "c": "Hold out fewer pictures, so that as many are left to learn from.",
                "d": "Export them as JPEG: what is missing may be all that one telephone took.",
            },
            "d",
            "What is left out is seldom left out by chance, and a model draws only what it saw.",
        ),
        (
            "A folder holds every scene three times. Pictures were held out one by one. What does "
            "the memorisation ratio of a copier look like?",
            {
                "a": "About 0, as always.",
                "b": "It cannot be computed.",
                "c": "Much larger than it should be: held-out pictures are near copies, too.",
                "d": "Smaller than it should be, because there are more pictures.",
            },
            "c",
            "The distance of unseen pictures stands below the line, and twins make it tiny.",
        ),
        (
            "Samples score 40 where held-out pictures score 5 and noise scores 900. A friend's "
            "model scores 30 on a folder of cats. Which is better?",
            {
                "a": "That cannot be said: other pictures, another floor, another ceiling.",
                "b": "Your friend's: less is better.",
                "c": "Yours, because its ceiling is higher.",
                "d": "They are equally good, since both are far from noise.",
            },
            "a",
            "A yardstick is read between its own floor and its own ceiling.",
        ),
        (
            "Sixty pictures, a long training. The samples look superb. Which number do you ask "
            "for first?",
            {
                "a": "The objective on the training pictures.",
                "b": "How many samples a second it draws.",
                "c": "The distance from the samples to held-out pictures.",
                "d": "How near the samples lie to training pictures, beside unseen pictures.",
            },
            "d",
            "Few pictures and many passes are how a model learns by heart.",
        ),
    ],
)
