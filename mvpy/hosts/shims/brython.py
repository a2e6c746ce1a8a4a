# What Brython lacks of the host contract, in its own Python.
import builtins as _builtins
import sys as _sys


def _shim():
    plain_getattr = _builtins.getattr

    def set_attribute(error, name, value):
        object.__setattr__(error, name, value)
        if name == "__cause__":
            object.__setattr__(error, "__suppress_context__", True)

    def get_attribute(subject, name, *default):
        if name == "__setattr__" and subject is BaseException:
            return set_attribute
        return plain_getattr(subject, name, *default)

    _builtins.getattr = get_attribute
    _sys.get_asyncgen_hooks = lambda: (None, None)


_shim()
