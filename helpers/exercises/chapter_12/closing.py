"""The questions that close chapter 12."""

from helpers.exercises.quick import five

quiz = five(
    name="12.quiz",
    questions=(
        (
            "A paper prints a Fréchet distance of 9 for its GAN. Ours has about 11. Which GAN "
            "draws better?",
            {
                "a": "The paper's: less is better.",
                "b": "Ours, if the paper's floor is 9 as well.",
                "c": "That cannot be said: another network's features, and perhaps another number "
                "of pictures.",
                "d": "The paper's, unless its pictures are in colour.",
            },
            "c",
            "The unit of the distance comes from the features, and its bias from the number.",
        ),
        (
            "The autoregressive model has 2.825 bits per pixel, exact; diffusion 2.910, a bound. "
            "Which gives real garments the higher probability?",
            {
                "a": "The autoregressive model, because 2.825 is less.",
                "b": "Diffusion, because its samples are nearer to real pictures.",
                "c": "Neither: the two numbers have different units.",
                "d": "That is open: diffusion's true price may lie below 2.825.",
            },
            "d",
            "A bound says that the true price is at most that.",
        ),
        (
            "Two models score 14.4 ± 2.8 and 14.9 ± 1.9 over three seeds of sampling. Which leads?",
            {
                "a": "Neither: the gap is far smaller than the spread.",
                "b": "The first: its mean is lower.",
                "c": "The second: it is steadier.",
                "d": "The first, because three seeds are three trainings.",
            },
            "a",
            "A lead of half a unit means nothing beside a spread of two.",
        ),
        (
            "Only one score of a model is known: a coverage of 0.67, where 1 sounds perfect. What "
            "do you look at next?",
            {
                "a": "Its parameters, because large models cover more.",
                "b": "What real pictures score, and what a trivial baseline scores.",
                "c": "Whether other papers print more.",
                "d": "Its best twelve samples.",
            },
            "b",
            "Real pictures score 0.82 here, so 0.67 is near the floor and not a third below it.",
        ),
        (
            "You need ten thousand sharp garments within seconds, and no likelihoods. What do you "
            "take, and which column says so?",
            {
                "a": "Diffusion: the column of coverage.",
                "b": "The VAE: the column of bits.",
                "c": "The GAN: Fréchet distance, and seconds for 1,000 samples.",
                "d": "The flow: its steps can be undone.",
            },
            "c",
            "It is ahead of diffusion in the distance, at less than a hundredth of the time.",
        ),
    ),
)
