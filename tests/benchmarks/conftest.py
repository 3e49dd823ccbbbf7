"""The tests of the grid need what requirements-grid.txt brings; .ci/run brings it."""

from importlib.util import find_spec

collect_ignore = [] if find_spec("distributed") else ["test_grid.py"]
