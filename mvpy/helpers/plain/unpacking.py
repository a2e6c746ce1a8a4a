"""`a, b = x` and `a, *b = x`."""


# Exactly: words, release
def unpack(iterable, count):
    """The *count* items of *iterable*, which is asked for one more; a dictionary takes them, without a call for each."""
    if type(iterable) is not tuple:
        if type(iterable) is not list:
            numbered = dict(zip(range(count + 1), iterable))
            iterable = map(numbered.get, range(len(numbered)))
        iterable = tuple(iterable)
    if len(iterable) != count:
        raise ValueError("too many or not enough values to unpack")
    return iterable


# Exactly: words, release, kinds
def unpack_starred(iterable, before, after):
    """The first items of *iterable*, a list of those between, and the last ones."""
    items = [item for item in iterable]  # `list` would ask how long it is
    if len(items) < before + after:
        raise ValueError("not enough values to unpack")
    end = len(items) - after
    return [*items[:before], items[before:end], *items[end:]]
