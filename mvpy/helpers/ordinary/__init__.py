"""Helpers of the prelude that all of Python says in fewer lines: exact outputs that are no core have these.

Each has the name and the parameters of that in `mvpy/helpers/prelude/`, and does the same.
"""
