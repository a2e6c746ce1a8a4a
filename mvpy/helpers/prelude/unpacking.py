"""Unpacking assignment: as many items as there are targets, and never more than are needed to know it."""

from sys import version_info

from mvpy.helpers.prelude.special import has_special, type_name


def unpacking(iterable, count):
    """A function that gives the *count* items of *iterable*, one at each call, and then holds it no more.

    https://docs.python.org/3/reference/simple_stmts.html#assignment-statements
    """
    # Small numbers are one object each; `==` would have to be asked for its truth, and what follows finds the same.
    kind = type(iterable)
    if kind is tuple:
        if len(iterable) is count:
            return list(reversed(iterable)).pop
    if kind is list:
        if len(iterable) is count:
            return list(reversed(iterable)).pop
    try:
        return list(reversed(unpack(iterable, count))).pop
    except BaseException:
        iterable = None
        raise


def unpacking_starred(iterable, before, after):
    """A function that gives the items that `unpack_starred` finds, one at each call, and then holds it no more.

    https://peps.python.org/pep-3132/
    """
    try:
        return list(reversed(unpack_starred(iterable, before, after))).pop
    except BaseException:
        iterable = None
        raise


# What fails leaves nothing in its frame, which lives as long as the traceback: CPython has no frame here.  Least of
# all the exception itself: they would hold each other, and every frame between, until the garbage collector comes.


def unpack(iterable, count):
    """A tuple of the *count* items of *iterable*, which is asked for one item more to see that it has ended."""
    kind = type(iterable)
    if kind is tuple:
        if len(iterable) is count:  # as above
            return iterable
    if kind is list:
        if len(iterable) is count:
            return tuple(iterable)
    items = []
    iterator = None
    end = []
    try:
        iterator = unpacked_iterator(iterable)
        while len(items) < count:
            item = next(iterator, end)
            if item is end:
                raise ValueError("not enough values to unpack (expected %d, got %d)" % (count, len(items)))
            items.append(item)
        if next(iterator, end) is not end:
            raise ValueError("too many values to unpack (expected %d%s)" % (count, known_length(iterable)))
        return tuple(items)
    except BaseException:
        item = None
        clear_from_the_end(items)
        iterator = None
        iterable = None
        raise


def unpack_starred(iterable, before, after):
    """A tuple of the first *before* items, a list of those between, and the last *after* items."""
    items = []
    iterator = None
    end = []
    try:
        iterator = unpacked_iterator(iterable)
        while len(items) < before:
            item = next(iterator, end)
            if item is end:
                raise too_few(before + after, len(items))
            items.append(item)
        item = None
        between = list(iterator)
        items.append(between)
        if after:
            if len(between) < after:
                raise too_few(before + after, before + len(between))
            items.extend(last_of(between, after))
        return tuple(items)
    except BaseException:
        item = None
        between = None
        clear_from_the_end(items)
        iterator = None
        iterable = None
        raise


def last_of(items, count):
    """A list of the last *count* of *items*, which are taken off."""
    last = []
    while len(last) < count:
        last.append(items.pop())
    last.reverse()
    return last


def clear_from_the_end(items):
    """Let go of all *items*, from the last to the first, as CPython does."""
    while items:
        items.pop()


def unpacked_iterator(iterable):
    """`iter(iterable)`, with the error of unpacking for what has no iterator at all."""
    name = None
    try:
        return iter(iterable)
    except TypeError:
        if has_special(iterable, "__iter__"):
            iterable = None
            raise
        name = type_name(iterable)
        iterable = None
    except BaseException:
        iterable = None
        raise
    raise TypeError("cannot unpack non-iterable " + name + " object")


def too_few(wanted, found):
    """The error for *found* items where *wanted* or more are needed."""
    return ValueError("not enough values to unpack (expected at least %d, got %d)" % (wanted, found))


def known_length(iterable):
    """What Python 3.14 adds to "too many values": the length of a tuple, list or dict."""
    kind = type(iterable)
    if version_info >= (3, 14) and (kind is tuple or kind is list or kind is dict):
        return ", got %d" % len(iterable)
    return ""
