"""The questions that close chapter 11."""

from helpers.exercises.quick import five

quiz = five(
    name="11.quiz",
    questions=(
        (
            "A critic gives a photograph 2 and a forgery 5. What do the two players pay, without "
            "penalties?",
            {
                "a": "The critic pays about 3, the forger about 0.05.",
                "b": "The critic pays about 0.05, the forger about 3.",
                "c": "The critic pays 5, the forger 2.",
                "d": "Both pay about 0.69.",
            },
            "a",
            "The critic pays softplus(5 - 2) and the forger softplus(2 - 5).",
        ),
        (
            "Both losses of our GAN have stood near 0.69 for an hour. What follows?",
            {
                "a": "The forger makes every kind of sample that the data have.",
                "b": "Training is stuck: a smaller step size would help.",
                "c": "The critic tells its pairs hardly better than a coin. How good the samples "
                "are, you have to measure.",
                "d": "The forger has collapsed to one kind of sample.",
            },
            "c",
            "Two beginners, a perfect forger and a collapsed one can all show about this number.",
        ),
        (
            "A forger is scored on a plane with 25 hills: 25 modes, quality 60 %. What is wrong?",
            {
                "a": "It has lost hills.",
                "b": "About four of ten samples lie on no hill.",
                "c": "It copies training points.",
                "d": "Nothing: it reaches every hill.",
            },
            "b",
            "Modes count the hills that are reached, quality the share of samples on a hill.",
        ),
        (
            "A GAN of garments reaches the floor of the Fréchet distance, and its memorisation "
            "ratio is 0.03. What do you suspect?",
            {
                "a": "Its samples are real in kind and new in detail.",
                "b": "It has collapsed to one kind of garment.",
                "c": "Its critic was too weak.",
                "d": "At least half of its samples are close to copies of training pictures.",
            },
            "d",
            "Copies of real pictures are real, so only the second number finds them.",
        ),
        (
            "In the collapse of this chapter the quality went up. Why?",
            {
                "a": "The critic had become stricter.",
                "b": "All samples sat on one hill, and quality does not ask how many hills there "
                "are.",
                "c": "The losses had come down to 0.",
                "d": "The forger had learnt to avoid the crossings between the hills that it "
                "still reached.",
            },
            "b",
            "Quality asks of each sample alone whether it lies on some hill.",
        ),
    ),
)
