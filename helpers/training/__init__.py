"""How a model learns: `fit` in the learner's units, for the family's own budget.

trainable   a model with its own fit: read this first
budgets     how long and how fast it trains
supervised  pairs: pictures and what belongs to them
settings    epochs, callbacks and the like, understood before training begins
feeding     arrays to learn from, and what is held out of them
streams     batches from elsewhere
units       between the learner's units and those a network likes
annealing   a learning rate that falls, a limit in seconds; falling_noise  noise that falls
smoothing   few points stand for many: a smooth density of them
resuming    a file from which a killed training goes on
keeping     a model is saved and copied
packing     the file that it is saved in
"""

from helpers.training.annealing import Annealing, Deadline, annealed_rates
from helpers.training.budgets import Budget, adam_for_two
from helpers.training.keeping import Kept
from helpers.training.packing import file_for_model, no_model, read_model
from helpers.training.resuming import Finite, Saver, file_to_write
from helpers.training.settings import expect_one_rate, expect_passes, settled
from helpers.training.supervised import Supervised
from helpers.training.trainable import Trainable
from helpers.training.units import expect_usual_numbers

__all__ = [
    "Annealing",
    "Budget",
    "Deadline",
    "Finite",
    "Kept",
    "Saver",
    "Supervised",
    "Trainable",
    "adam_for_two",
    "annealed_rates",
    "expect_one_rate",
    "expect_passes",
    "expect_usual_numbers",
    "file_for_model",
    "file_to_write",
    "no_model",
    "read_model",
    "settled",
]
