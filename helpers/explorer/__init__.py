"""Live widgets: pure render functions (`render`) and the thin shells that show them."""

from helpers.explorer.latent import LatentExplorer
from helpers.explorer.theatre import TrainingTheatre
from helpers.explorer.training import LiveTraining

__all__ = ["LatentExplorer", "LiveTraining", "TrainingTheatre"]
