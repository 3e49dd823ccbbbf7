"""Keras functions as files that run in a page: start with convert.py."""

from book.nets.convert import Nets

__all__ = ["Nets"]
