"""Data described by a few numbers, and what can be done with such codes.

autoencoder   a network that describes and one that draws; principal components beside it
contrastive   a code without a decoder: views of one picture that find each other
ways          from code to code: lines, arcs, ways through the data; concept vectors
"""

from helpers.representation import contrastive, ways
from helpers.representation.autoencoder import Autoencoder, PrincipalComponents

__all__ = ["Autoencoder", "PrincipalComponents", "contrastive", "ways"]
