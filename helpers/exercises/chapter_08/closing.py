"""The questions that close chapter 8."""

from helpers.exercises.quick import five

quiz = five(
    name="08.quiz",
    questions=[
        (
            "A decoder is strong enough to describe the pictures well without any code. Where "
            "does that show first?",
            {
                "a": "In the KL, which falls towards zero.",
                "b": "In what the way back gets right, which gets worse.",
                "c": "In the loss, which stops falling.",
                "d": "In the encoder's sd, which falls towards zero.",
            },
            "a",
            "A code that is not needed still costs nats, so training stops paying for it.",
        ),
        (
            "You train the encoder for longer and leave the decoder as it is. What may change?",
            {
                "a": "Both the bound and log p(x).",
                "b": "The bound, but not log p(x).",
                "c": "log p(x), but not the bound.",
                "d": "Neither: the encoder is not part of the model.",
            },
            "b",
            "log p(x) depends on the decoder and the prior over codes; the encoder moves the gap.",
        ),
        (
            "Same pictures, same 256 levels: a VAE has 3.2 bits per pixel, a bound, and an "
            "autoregressive model 3.3, exact. Which has the higher likelihood?",
            {
                "a": "It is open, because one of the numbers is a bound.",
                "b": "The autoregressive model, because its number is exact.",
                "c": "The autoregressive model, because its number is larger.",
                "d": "The VAE.",
            },
            "d",
            "The bound says 3.2 bits or fewer, and that is fewer than 3.3.",
        ),
        (
            "A paper shows smooth garments: `decode` of random codes, with no grey levels drawn. "
            "What are they?",
            {
                "a": "Samples of the model, to which the printed bound belongs.",
                "b": "Reconstructions of garments from the training set.",
                "c": "Centres of the decoder's answers; samples of this model have grain.",
                "d": "A sign of posterior collapse.",
            },
            "c",
            "The decoder answers with a bell curve for each pixel, and a sample draws from it.",
        ),
        (
            "For the smallest model of this chapter log p(x) is known. With some encoder the "
            "bound equals it. What follows?",
            {
                "a": "The code costs nothing.",
                "b": "The encoder's answer is the posterior.",
                "c": "The encoder's answer is the prior over codes.",
                "d": "The way back makes no mistakes.",
            },
            "b",
            "What the bound lacks is the KL to the posterior, and here it is zero.",
        ),
    ],
)
