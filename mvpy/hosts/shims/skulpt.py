# What Skulpt lacks of the host contract besides: an `__import__` that can be called.
import sys as _sys

_modules = {"operator": _operator, "types": _types, "sys": _sys}


def __import__(name, namespace=None, local=None, names=(), level=0):
    if name in _modules:
        return _modules[name]
    raise ImportError("no module named " + repr(name))
