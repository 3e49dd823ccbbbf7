"""Code for a Python process that tests exercises without waiting for a backend."""

import helpers

START = f"""
import sys, types
# Stands in for the package, whose import brings a backend.
helpers = types.ModuleType("helpers")
helpers.__path__ = {list(helpers.__path__)}
sys.modules["helpers"] = helpers
"""
