# What Ouros lacks of the host contract besides: `__import__`.
import collections.abc
import functools
import inspect
import math
import sys
import typing


def _delete_item(subject, index):
    del subject[index]


_operator.delitem = _delete_item
_modules = {
    "operator": _operator,
    "types": _types,
    "functools": functools,
    "inspect": inspect,
    "typing": typing,
    "math": math,
    "sys": sys,
}


def __import__(name, namespace=None, local=None, names=(), level=0):
    if name in _modules:
        return _modules[name]
    if name == "collections.abc":
        return collections
    raise ImportError("no module named " + repr(name))


def zip(*parts):
    iterators = []
    for part in parts:
        try:
            iterators.append(iter(part))
        except TypeError:  # an iterator can not be iterated there
            iterators.append(part)
    rows = []
    while True:
        row = []
        for iterator in iterators:
            try:
                row.append(next(iterator))
            except StopIteration:
                return rows
        rows.append(tuple(row))


Ellipsis = ...
__name__ = "__main__"
