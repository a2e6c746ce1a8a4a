"""Unpacking assignment: as many items as there are targets, and never more than are needed to know it."""

from sys import version_info

from mvpy.prelude.special import has_special, type_name


def unpack(iterable, count):
    """A tuple of the *count* items of *iterable*, which is asked for one item more to see that it has ended.

    https://docs.python.org/3/reference/simple_stmts.html#assignment-statements
    """
    if type(iterable) is tuple and len(iterable) == count:
        return iterable
    iterator = unpacked_iterator(iterable)
    end = []
    items = []
    while len(items) < count:
        item = next(iterator, end)
        if item is end:
            iterator = None
            raise ValueError("not enough values to unpack (expected %d, got %d)" % (count, len(items)))
        items.append(item)
    if next(iterator, end) is not end:
        iterator = None
        raise ValueError("too many values to unpack (expected %d%s)" % (count, known_length(iterable)))
    return tuple(items)


def unpack_starred(iterable, before, after):
    """A tuple of the first *before* items, a list of those between, and the last *after* items.

    https://peps.python.org/pep-3132/
    """
    iterator = unpacked_iterator(iterable)
    end = []
    items = []
    while len(items) < before:
        item = next(iterator, end)
        if item is end:
            iterator = None
            raise too_few(before + after, len(items))
        items.append(item)
    between = list(iterator)
    iterator = None
    last = []
    if len(between) < after:
        raise too_few(before + after, before + len(between))
    while len(last) < after:
        last.append(between.pop())
    last.reverse()
    items.append(between)
    items.extend(last)
    return tuple(items)


def unpacked_iterator(iterable):
    """`iter(iterable)`, with the error of unpacking for what has no iterator at all."""
    try:
        return iter(iterable)
    except TypeError:
        if has_special(iterable, "__iter__"):
            raise
    raise TypeError("cannot unpack non-iterable " + type_name(iterable) + " object")


def too_few(wanted, found):
    """The error for *found* items where *wanted* or more are needed."""
    return ValueError("not enough values to unpack (expected at least %d, got %d)" % (wanted, found))


def known_length(iterable):
    """What Python 3.14 adds to "too many values": the length of a tuple, list or dict."""
    kind = type(iterable)
    if version_info >= (3, 14) and (kind is tuple or kind is list or kind is dict):
        return ", got %d" % len(iterable)
    return ""
