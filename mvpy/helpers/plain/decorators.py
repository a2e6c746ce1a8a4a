"""Decorators that are any expression."""


def as_decorator(expression):
    """The decorator that *expression* is."""
    return expression
