"""Displays with stars, and of dictionaries."""

from operator import getitem, setitem
from sys import version_info

from mvpy.prelude.special import has_special, type_attribute, type_name


def dict_of(*keys_and_values):
    """A dict of *keys_and_values*, a key and its value in turn: the first of equal keys, the last value.

    https://docs.python.org/3/reference/expressions.html#dictionary-displays
    """
    made = {}
    position = 0
    while position < len(keys_and_values):
        setitem(made, getitem(keys_and_values, position), getitem(keys_and_values, position + 1))
        position = position + 2
    return made


def dict_merged(mapping, other):
    """The dict *mapping*, with what `**other` puts into it: `other.keys()`, and an item for each.

    An AttributeError from anywhere in there says, as in CPython, that *other* is no mapping.
    https://docs.python.org/3/reference/expressions.html#dictionary-displays
    """
    failed = False
    try:
        return dict_updated(mapping, other)
    except AttributeError:
        failed = True
    if failed:
        raise TypeError("'" + type_name(other) + "' object is not a mapping")


def dict_updated(mapping, other):
    """The dict *mapping*, with an item for each of `other.keys()`."""
    if is_plain_dict(other):
        dict.update(mapping, other)
    else:
        for key in keys_of(other):
            setitem(mapping, key, getitem(other, key))
    return mapping


def is_plain_dict(mapping):
    """Whether *mapping* is a dict that iterates as dicts do: CPython copies such a one without asking it."""
    return (
        issubclass(type(mapping), dict) and type_attribute(type(mapping), "__iter__", None) is dict.__iter__
    )


def keys_of(mapping):
    """A list of `mapping.keys()`."""
    keys = mapping.keys()
    try:
        iterator = iter(keys)
    except TypeError:
        iterator = None
    if iterator is None:
        words = "%s.keys() returned a non-iterable (type %s)"
        raise TypeError(words % (type_name(mapping), type_name(keys)))
    return list(iterator)


def list_extended(items, iterable):
    """The list *items*, with those that `*iterable` puts at its end.

    https://docs.python.org/3/reference/expressions.html#expression-lists
    """
    try:
        list.extend(items, iterable)
        return items
    except TypeError:
        if version_info < (3, 9) or has_special(iterable, "__iter__") or is_iterable(iterable):
            raise
    raise TypeError("Value after * must be an iterable, not " + type_name(iterable))


def is_iterable(sequence):
    """Whether *sequence*, which has no `__iter__`, is iterated through `__getitem__`; it is not called."""
    try:
        iter(sequence)
    except TypeError:
        return False
    return True


def constant_set(items):
    """The frozenset of the tuple *items* in the order in which CPython's compiler makes it.

    Up to Python 3.13 it puts every constant together once more, from its own items, to make equal constants one
    object; where items share a slot, that changes their order.
    """
    if version_info >= (3, 14):
        return frozenset(items)
    return frozenset(tuple(frozenset(items)))
