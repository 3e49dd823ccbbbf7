"""How a model learns: `fit` in the learner's units, for the family's own budget.

trainable   budget, optimizer and fit: read this first
supervised  pairs: pictures and what belongs to them
feeding     what is given to fit, understood before it begins
units       between the learner's units and those a network likes
annealing   a learning rate that falls, a limit in seconds
smoothing   few points stand for many: a smooth density of them
resuming    a file from which a killed training goes on
"""

from helpers.training.annealing import Annealing, Deadline
from helpers.training.resuming import Finite
from helpers.training.supervised import Supervised
from helpers.training.trainable import Budget, Trainable, adam_for_two

__all__ = [
    "Annealing",
    "Budget",
    "Deadline",
    "Finite",
    "Supervised",
    "Trainable",
    "adam_for_two",
]
