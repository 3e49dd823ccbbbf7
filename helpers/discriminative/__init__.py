"""Models of p(y given x): they tell pictures apart and cannot draw one.

features     what both networks share: read this first
classifier   the probability of each class, and features in which classes lie apart
reader       the true factors of a drawn picture, read off it
few_labels   how well models tell classes apart when they were shown few labels
"""

from helpers.discriminative.classifier import Classifier
from helpers.discriminative.few_labels import SharedBells, race
from helpers.discriminative.reader import FactorReader

__all__ = ["Classifier", "FactorReader", "SharedBells", "race"]
