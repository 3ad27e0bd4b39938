"""A market-intelligence desk in a box: start reading at :mod:`digest.run`."""

__version__ = "0.1.0"
