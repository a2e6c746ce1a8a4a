"""Code compiled at run time: it inherits the future features of the code that has it compiled."""

from operator import getitem, setitem


def inheriting(function, *arguments):
    """The *arguments* with which code under `from __future__ import annotations` calls *function*.

    Only `exec` and `compile` of the builtins look at their caller: they get what is compiled so, or the feature's flag.
    https://docs.python.org/3/library/functions.html#compile
    """
    items = list(arguments)
    if is_builtin(function, "exec") and items:
        setitem(items, 0, postponing(getitem(items, 0)))
    elif is_builtin(function, "compile") and len(items) >= 3:
        add_flag(items)
    return items


def is_builtin(function, name):
    """Whether *function* is the one that the builtins call *name*."""
    if type(function) is not type(len):
        return False
    return function.__name__ == name and function.__module__ == "builtins"


def feature_flag():
    """The flag of `from __future__ import annotations`."""
    return __import__("__future__").annotations.compiler_flag


def postponing(source):
    """*source*, compiled under the import if it is a text."""
    if isinstance(source, (str, bytes, bytearray, memoryview)):
        return compile(source, "<string>", "exec", feature_flag(), True)
    return source


def add_flag(items):
    """Add the flag to those in *items*, arguments of `compile`, unless they say that nothing is inherited."""
    if len(items) == 3:
        items.append(feature_flag())
    elif len(items) == 4 or not getitem(items, 4):
        setitem(items, 3, getitem(items, 3) | feature_flag())


def inheriting_compiler(function):
    """*function*, or for the `compile` of the builtins one that hands on the feature of its caller."""

    def compile(*arguments, **keywords):
        items = list(arguments)
        if not keywords.get("dont_inherit"):
            if len(items) > 3:
                add_flag(items)
            else:
                setitem(keywords, "flags", keywords.get("flags", 0) | feature_flag())
        return function(*items, **keywords)

    if is_builtin(function, "compile"):
        return compile
    return function
