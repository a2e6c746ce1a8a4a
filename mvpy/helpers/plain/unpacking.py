"""`a, b = x` and `a, *b = x`."""


def unpack(iterable, count):
    """The *count* items of *iterable*, no more and no fewer."""
    items = []
    for item in iterable:
        if len(items) == count:
            raise ValueError(f"too many values to unpack (expected {count})")
        items.append(item)
    if len(items) < count:
        raise ValueError(f"not enough values to unpack (expected {count}, got {len(items)})")
    return items


def unpack_starred(iterable, before, after):
    """The first items of *iterable*, a list of those between, and the last ones."""
    items = [item for item in iterable]  # `list` would ask how long it is
    if len(items) < before + after:
        raise ValueError(
            f"not enough values to unpack (expected at least {before + after}, got {len(items)})"
        )
    end = len(items) - after
    return [*items[:before], items[before:end], *items[end:]]
