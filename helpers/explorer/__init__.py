"""Live widgets: pure render functions (`render`) and the thin shells that show them."""

from helpers.explorer.latent import LatentExplorer

__all__ = ["LatentExplorer"]
