"""Displays with stars, and of dictionaries."""

from operator import setitem
from sys import version_info

from mvpy.helpers.prelude.special import has_special, type_attribute, type_name


def dict_of(*keys_and_values):
    """A dict of *keys_and_values*, a key and its value in turn: the first of equal keys, the last value.

    https://docs.python.org/3/reference/expressions.html#dictionary-displays
    """
    try:
        made = {}
        position = 0
        while position < len(keys_and_values):
            setitem(made, keys_and_values[position], keys_and_values[position + 1])
            position = position + 2
        return made
    except BaseException:
        keys_and_values = None
        made = None
        raise


def dict_merged(mapping, other):
    """The dict *mapping*, with what `**other` puts into it: `other.keys()`, and an item for each.

    An AttributeError from anywhere in there says, as in CPython, that *other* is no mapping.
    https://docs.python.org/3/reference/expressions.html#dictionary-displays
    """
    refused = None
    try:
        return dict_updated(mapping, other)
    except AttributeError:
        refused = TypeError("'" + type_name(other) + "' object is not a mapping")
        other = None
    except BaseException:
        other = None
        mapping = None
        raise
    mapping = None
    try:
        raise refused
    finally:
        refused = None


def dict_updated(mapping, other):
    """The dict *mapping*, with an item for each of `other.keys()`."""
    try:
        if is_plain_dict(other):
            dict.update(mapping, other)
        else:
            for key in keys_of(other):
                setitem(mapping, key, other[key])
        return mapping
    except BaseException:
        key = None
        other = None
        mapping = None
        raise


def is_plain_dict(mapping):
    """Whether *mapping* is a dict that iterates as dicts do: CPython copies such a one without asking it."""
    return (
        issubclass(type(mapping), dict) and type_attribute(type(mapping), "__iter__", None) is dict.__iter__
    )


def keys_of(mapping):
    """A list of `mapping.keys()`."""
    try:
        keys = mapping.keys()
        try:
            iterator = iter(keys)
        except TypeError:
            iterator = None
        if iterator is None:
            words = "%s.keys() returned a non-iterable (type %s)"
            raise TypeError(words % (type_name(mapping), type_name(keys)))
        return list(iterator)
    except BaseException:
        iterator = None
        keys = None
        mapping = None
        raise


def list_extended(items, iterable):
    """The list *items*, with those that `*iterable` puts at its end.

    https://docs.python.org/3/reference/expressions.html#expression-lists
    """
    refused = None
    try:
        list.extend(items, iterable)
        return items
    except TypeError:
        if version_info < (3, 9) or has_special(iterable, "__iter__") or is_iterable(iterable):
            iterable = None
            items = None
            raise
        refused = TypeError("Value after * must be an iterable, not " + type_name(iterable))
        iterable = None
        items = None
    except BaseException:
        iterable = None
        items = None
        raise
    try:
        raise refused
    finally:
        refused = None


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
