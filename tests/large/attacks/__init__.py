"""Attacks on whoever runs MVPy, by kind; each module has a list ATTACKS."""
