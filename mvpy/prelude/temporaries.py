"""Names of ours that nobody shall see."""

from builtins import dir as dir_builtin, locals as locals_builtin, vars as vars_builtin


def forget(namespace, **names):
    """Take *names* out of *namespace*, as far as they are there."""
    for name in names:
        namespace.pop(name, None)


def without_names(function, shown, **names):
    """*shown*, what `locals()`, `vars()` or `dir()` gave in a function, without *names*.

    Up to Python 3.12 a function has one dictionary of locals, which is filled anew at each call; it stays the one.
    """
    if function is dir_builtin:
        for name in names:
            if name in shown:
                shown.remove(name)
    elif function is locals_builtin or function is vars_builtin:
        for name in names:
            shown.pop(name, None)
    return shown
