"""Attacks on mvpy, a file for each kind of harm: see `hostile.py`."""
