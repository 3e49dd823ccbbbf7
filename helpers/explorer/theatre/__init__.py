"""Training made visible.

theatre   play, pause and steer the training of a model of the plane: read this first
session   the training itself, step by step, and the score that falls
playing   a task that plays beside the cells, at a speed
stage     the picture of it (.py, .js, .css); controls  buttons, speed and learning rate
duel      forger and critic, each at its own pace; turn  one move of a player; lead  who is ahead
arena     the duel, played
"""

from helpers.explorer.theatre.arena import ForgerAndCritic
from helpers.explorer.theatre.duel import Duel
from helpers.explorer.theatre.theatre import TrainingTheatre

__all__ = ["Duel", "ForgerAndCritic", "TrainingTheatre"]
