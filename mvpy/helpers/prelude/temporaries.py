"""Names of ours that nobody shall see."""

from builtins import (
    __dict__ as builtin_names,
    dir as dir_builtin,
    locals as locals_builtin,
    vars as vars_builtin,
)

from mvpy.helpers.prelude.namespaces import builtins_of


def forget(namespace, **names):
    """Take *names* out of *namespace*, as far as they are there."""
    for name in names:
        namespace.pop(name, None)


def hidden(function):
    """*function*, a global of ours, moved to where its module looks for builtins: `globals()` shows it no more.

    Where a function of this name waits there for another module, that one stays there, and this one a global.
    """
    namespace = getattr(function, "__globals__", {})
    name = getattr(function, "__name__", "")
    if namespace.get(name) is function:
        builtins = builtins_of(namespace)
        if is_of(builtins.get(name), namespace):
            builtins[name] = function
        if builtins.setdefault(name, function) is function:
            namespace.pop(name, None)
    return function


def holding(value):
    """A function that gives *value*, once, and then holds it no more."""
    return [value].pop


def forget_hidden(namespace, **names):
    """Take *names* out of *namespace*, and the functions that `hidden` moved from it to the builtins."""
    builtins = builtins_of(namespace)
    for name in names:
        namespace.pop(name, None)
        if is_of(builtins.get(name), namespace):
            builtins.pop(name, None)


def let_go(**names):
    """Take *names*, variables of a module's comprehensions, out of the builtins."""
    for name in names:
        builtin_names.pop(name, None)


def is_of(function, namespace):
    """Whether *function* is one whose globals are *namespace*."""
    return getattr(function, "__globals__", None) is namespace


def without_names(function, shown, **names):
    """*shown*, what `locals()`, `vars()` or `dir()` gave in a function, without *names*.

    Those of a comprehension are called `.item` and the like (see `comprehension`).
    Up to Python 3.12 a function has one dictionary of locals, which is filled anew at each call; it stays the one.
    """
    if function is dir_builtin:
        for name in shown.copy():
            if is_hidden(name, names):
                shown.remove(name)
    elif function is locals_builtin or function is vars_builtin:
        for name in list(shown):
            if is_hidden(name, names):
                shown.pop(name)
    return shown


def is_hidden(name, names):
    """Whether *name* is one of *names*, or what a comprehension calls one of them."""
    return name in names or name.startswith(".") and name.replace(".", "_", 1) in names
