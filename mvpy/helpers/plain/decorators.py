"""Decorators that are any expression."""


def decorator(expression):
    """The decorator that *expression* is."""
    return expression
