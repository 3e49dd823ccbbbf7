"""Data described by a few numbers, and what can be done with such codes.

autoencoder   a network that describes and one that draws; principal components beside it
ways          from code to code: lines, arcs, ways through the data; concept vectors
"""

from helpers.representation import ways
from helpers.representation.autoencoder import Autoencoder, PrincipalComponents

__all__ = ["Autoencoder", "PrincipalComponents", "ways"]
