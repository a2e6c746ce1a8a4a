"""`from a import b`."""

from sys import modules


def import_from(module, name):
    """The attribute *name* of *module*; or, during a circular import, the submodule."""
    try:
        return getattr(module, name)
    except AttributeError:
        pass
    try:
        return modules[module.__name__ + "." + name]
    except (AttributeError, KeyError):
        pass
    raise ImportError(f"cannot import name {name!r}", name=getattr(module, "__name__", None))
