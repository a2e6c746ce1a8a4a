"""Code compiled at run time: it inherits the future features of the code that has it compiled."""

from operator import getitem


def inheriting(function, *arguments):
    """The *arguments* with which code under `from __future__ import annotations` calls *function*.

    Only `exec` and `compile` of the builtins look at their caller: they get what is compiled so, or the feature's flag.
    https://docs.python.org/3/library/functions.html#compile
    """
    flag = __import__("__future__").annotations.compiler_flag
    if is_builtin(function, "exec"):
        return postponing(arguments, flag) + arguments[1:]
    if is_builtin(function, "compile") and len(arguments) >= 3:
        return with_flag(arguments, flag)
    return arguments


def is_builtin(function, name):
    """Whether *function* is the one that the builtins call *name*."""
    if type(function) is not type(len):
        return False
    return function.__name__ == name and function.__module__ == "builtins"


def postponing(arguments, flag):
    """The first of *arguments*, in a tuple: source is compiled with the *flag*."""
    source = arguments[:1]
    for one in source:
        if isinstance(one, (str, bytes, bytearray, memoryview)):
            return (compile(one, "<string>", "exec", flag, True),)
    return source


def with_flag(arguments, flag):
    """The *arguments* of `compile` with the *flag* among the flags, unless they say that nothing is inherited."""
    if len(arguments) == 3:
        return arguments + (flag,)
    if len(arguments) > 4 and getitem(arguments, 4):
        return arguments
    return arguments[:3] + (getitem(arguments, 3) | flag,) + arguments[4:]


def inheriting_compiler(function):
    """*function*, or for the `compile` of the builtins one that hands on the feature of its caller."""

    def compile(*arguments, **keywords):
        flag = __import__("__future__").annotations.compiler_flag
        if len(arguments) > 3:
            if not keywords.get("dont_inherit"):
                arguments = with_flag(arguments, flag)
        elif not keywords.get("dont_inherit"):
            keywords["flags"] = keywords.get("flags", 0) | flag
        return function(*arguments, **keywords)

    if is_builtin(function, "compile"):
        return compile
    return function
