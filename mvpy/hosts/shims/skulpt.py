# What Skulpt lacks of the host contract besides: an `__import__` that can be called.
import sys as _sys


def _delete_item(subject, index):
    del subject[index]


def _in_place_matrix_multiply(left, right):
    left @= right
    return left


_operator.delitem = _delete_item
_operator.matmul = lambda left, right: left @ right
_operator.imatmul = _in_place_matrix_multiply
_modules = {"operator": _operator, "types": _types, "sys": _sys}


def __import__(name, namespace=None, local=None, names=(), level=0):
    if name in _modules:
        return _modules[name]
    raise ImportError("no module named " + repr(name))
