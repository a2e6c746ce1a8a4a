"""`A | B`, where a host before Python 3.10 may be asked for a union of types."""

from typing import Union


def union_of(first, *others):
    """What `|` makes of the operands; the union of them where types do not have it yet."""
    for other in others:
        try:
            first = first | other
        except TypeError:
            first = Union[first, other]
    return first
