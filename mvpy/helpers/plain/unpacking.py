"""`a, b = x` and `a, *b = x`."""


# Exactly: words, release
def unpack(iterable, count):
    """The *count* items of *iterable*, no more and no fewer."""
    items = []
    for item in iterable:
        if len(items) == count:
            raise ValueError("too many values to unpack")
        items.append(item)
    if len(items) < count:
        raise ValueError("not enough values to unpack")
    return items


# Exactly: words, release, kinds
def unpack_starred(iterable, before, after):
    """The first items of *iterable*, a list of those between, and the last ones."""
    items = [item for item in iterable]  # `list` would ask how long it is
    if len(items) < before + after:
        raise ValueError("not enough values to unpack")
    end = len(items) - after
    return [*items[:before], items[before:end], *items[end:]]
