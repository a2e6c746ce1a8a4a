"""Code compiled at run time: it inherits the future features of the code that has it compiled."""

from operator import setitem


def inheriting_exec(function, features, *arguments):
    """The *arguments* with which code under `from __future__ import` of the *features* calls *function* as `exec`.

    Only `exec`, `eval` and `compile` of the builtins look at their caller: they get what is compiled so, or the flags
    of the features.
    https://docs.python.org/3/library/functions.html#compile
    """
    items = list(arguments)
    if items and is_builtin(function, "exec"):
        setitem(items, 0, compiled_under(features, items[0], "exec"))
    return items


def inheriting_eval(function, features, *arguments):
    """The same for `eval`, which takes blanks before an expression."""
    items = list(arguments)
    if items and is_builtin(function, "eval"):
        source = items[0]
        if isinstance(source, str):
            source = source.lstrip(" \t")
        elif isinstance(source, (bytes, bytearray)):
            source = source.lstrip(b" \t")
        setitem(items, 0, compiled_under(features, source, "eval"))
    return items


def inheriting_compile(function, features, *arguments):
    """The same for `compile`."""
    items = list(arguments)
    if len(items) >= 3 and is_builtin(function, "compile"):
        add_flags(features, items)
    return items


def is_builtin(function, name):
    """Whether *function* is the one that the builtins call *name*."""
    if type(function) is not type(len):
        return False
    return function.__name__ == name and function.__module__ == "builtins"


def feature_flags(features):
    """The flags of the *features*, names in one text, as far as the host knows them."""
    flags = 0
    for name in features.split():
        feature = getattr(__import__("__future__"), name, None)
        if feature is not None:
            flags = flags | feature.compiler_flag
    return flags


def compiled_under(features, source, mode):
    """*source*, compiled under the import of the *features* if it is a text.

    One that is wrong with and without them is handed back: then the error is raised where the program calls.
    """
    if not isinstance(source, (str, bytes, bytearray, memoryview)):
        return source
    try:
        return compile(source, "<string>", mode, feature_flags(features), True)
    except Exception:
        if compiles(source, mode):
            raise
    return source


def compiles(source, mode):
    """Whether *source* compiles under no features."""
    try:
        compile(source, "<string>", mode, 0, True)
    except Exception:
        return False
    return True


def add_flags(features, items):
    """Add the flags of the *features* to those in *items*, arguments of `compile`, unless nothing is inherited."""
    if len(items) == 3:
        items.append(feature_flags(features))
    elif len(items) == 4 or not items[4]:
        setitem(items, 3, items[3] | feature_flags(features))


def inheriting_compiler(function, features):
    """*function*, or for the `compile` of the builtins one that hands on the *features* of its caller."""

    def compile(*arguments, **keywords):
        items = list(arguments)
        if not keywords.get("dont_inherit"):
            if len(items) > 3:
                add_flags(features, items)
            else:
                setitem(keywords, "flags", keywords.get("flags", 0) | feature_flags(features))
        return function(*items, **keywords)

    if is_builtin(function, "compile"):
        return compile
    return function
