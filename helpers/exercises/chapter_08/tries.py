"""Small questions on the way through chapter 8."""

from helpers.exercises.quick import value

gap = value(
    name="08.gap",
    title="How far from the posterior",
    prompt="""
In a small model everything is known. For one picture, what the way back gets right is -90 nats, the
code costs 22 nats, and log p(x) is -100 nats. How large is the KL from the encoder's answer to the
posterior?
""",
    right=12.0,
    comment="a number of nats",
    mistakes=[
        (-12.0, "the sign. A KL divergence is never negative"),
        (-112.0, "this is the bound. How much does it lack?"),
        (112.0, "this is minus the bound. How much does the bound lack?"),
        (32.0, "the cost was added to what the way back gets right"),
        (-32.0, "a bound above the truth: the cost was added. It is subtracted"),
        (10.0, "the cost of the code is missing"),
        (-10.0, "the cost of the code is missing, and the sign"),
        (22.0, "this KL is the one to the prior over codes"),
    ],
    hints=(
        "First the bound: what the way back gets right, minus what the code costs.",
        "The fourth of the five lines: log p(x) is the bound plus the KL to the posterior.",
    ),
    why="""
The bound is -90 - 22 = -112 nats. The truth is -100. The bound lacks 12 nats, and that is the KL
from q to the posterior. With the posterior itself as the encoder's answer it would be 0.
""",
)

outputs = value(
    name="08.outputs",
    title="What the encoder answers",
    prompt="""
The code has 16 numbers, and the encoder answers with a separate normal distribution for each of
them. How many numbers does its last layer give for each picture?
""",
    right=32,
    comment="a whole number",
    mistakes=[
        (16, "this is a point. A distribution also has a width"),
        (1, "one number is not enough for 16 distributions"),
        (272, "a width for every pair. Here each number of the code has its own width only"),
        (784, "these are the pixels, which go in"),
        (160, "this counts all five pictures. The question is about each one"),
    ],
    hints=(
        "What does it take to write down one normal distribution?",
        "A mean and a standard deviation, 16 times.",
    ),
    why="""
16 means and 16 standard deviations. One layer gives all of them, and `ops.split` cuts them into two
halves.
""",
)

bits = value(
    name="08.bits",
    title="From nats to bits",
    prompt="""
A model's bound on log p(x) of one picture of 28 × 28 pixels is -1,087 nats. How many bits per pixel
does that cost? (1 nat is 1.44 bits.) One decimal place is enough.
""",
    right=2.0,
    comment="one decimal place",
    within=0.03,
    mistakes=[
        (1.3865, "these are nats per pixel"),
        (0.961, "multiplied by log 2. A nat is more than a bit, so there are more bits than nats"),
        (-2.0, "the sign. The cost is minus the logarithm of the probability"),
        (-1.3865, "these are nats per pixel, with the sign of the logarithm"),
        (55.9, "divided by 28. A picture has 28 × 28 pixels"),
    ],
    hints=(
        "First nats for each pixel: how many pixels are there?",
        "1,087 / 784 nats per pixel, times 1.44.",
    ),
    why="""
1,087 / 784 = 1.39 nats per pixel, and 1.39 × 1.44 = 2.0 bits per pixel. The bound on log p(x) is a
lower one, so 2.0 bits may be too many, but never too few.
""",
)

averaged = value(
    name="08.averaged",
    title="A mean in place of a sum",
    prompt="""
Somebody trains a VAE on colour pictures of 32 × 32 pixels with three colours each. The KL is summed
over the code, as it should be, but minus log p(x given z) is *averaged* over all numbers of the
picture. This trains exactly as some `beta` would. Which one?
""",
    right=3072,
    comment="a whole number",
    mistakes=[
        (1 / 3072, "upside down. Which of the two terms got too small?"),
        (1024, "the three colours are missing. Each is a number of the picture"),
        (1 / 1024, "upside down, and the three colours are missing"),
        (784, "this would be a picture of 28 × 28 in grey"),
        (1, "a mean is a sum divided by something. Divided by what?"),
        (96, "32 times 3. A picture has two sides"),
    ],
    hints=(
        "A mean is the sum divided by the number of terms. How many are there?",
        "Multiply the whole loss by that number: it trains the same. What stands before the KL?",
    ),
    why="""
The loss is KL + (minus log p(x given z)) / 3072. Times 3072 it is 3072 KL - log p(x given z): a
`beta` of 32 × 32 × 3 = 3072, a hundred times the one that just made the code collapse.
""",
)
