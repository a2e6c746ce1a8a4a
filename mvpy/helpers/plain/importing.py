"""`from a import b`, `from a import *` and `import a.b as c`."""

from sys import modules


# Exactly: words, kinds
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
    error = ImportError(f"cannot import name {name!r}")
    error.name = getattr(module, "__name__", None)
    raise error


# Exactly: words, kinds
def submodule(module, dotted_name):
    """What `import a.b.c as d` binds: *module* is `a`, and *dotted_name* tells the way from there."""
    for name in dotted_name.split(".")[1:]:
        module = import_from(module, name)
    return module


# Exactly: words, kinds
def import_star(module, namespace):
    """Bind in *namespace* what `from module import *` binds: the names of `__all__`, or all without a leading `_`."""
    names = getattr(module, "__all__", None)
    if names is None:
        names = [name for name in module.__dict__ if not name.startswith("_")]
    for name in names:
        namespace[name] = getattr(module, name)
