"""Lazy imports, on hosts that have lazy objects; on others everything is imported at once.

A lazy object comes into being only in a call from the code of a module itself.  So these helpers give the module
what it is to call.
"""

from builtins import __dict__ as builtin_names
from operator import setitem
from sys import modules, version_info
from types import ModuleType

from mvpy.helpers.prelude.importing import import_from, submodule


def lazy_importer():
    """What a module calls for `lazy import`: `__lazy_import__`, or `__import__` where nothing is lazy.

    https://docs.python.org/3.15/library/functions.html#__lazy_import__
    """
    if version_info < (3, 15) or modules["sys"].get_lazy_imports() == "none":
        return builtin_names["__import__"]
    return builtin_names["__lazy_import__"]


def lazy_submodule(name, globals, locals):
    """What a module calls, and with what, for `lazy import name as x`, where *name* has dots: a list."""

    def fetch():
        return submodule(builtin_names["__import__"](name, globals, locals, None, 0), name)

    if lazy_importer() is builtin_names["__import__"]:
        return [unchanged, fetch()]
    return lazy_call(name, globals, fetch)


def lazy_source(module, name, globals, level):
    """A function that says what a module calls, and with what, to bind a name of *module*, lazy or not.

    *name* and *level* are those of the statement `lazy from`.
    """

    def ask(attribute):
        if not is_lazy(module):
            return [unchanged, import_from(module, attribute)]
        loaded = modules.get(full_name)
        if isinstance(loaded, ModuleType) and attribute in vars(loaded):
            return [unchanged, vars(loaded)[attribute]]

        def fetch():
            imported = builtin_names["__import__"](full_name, globals, globals, (attribute,), 0)
            return import_from(imported, attribute)

        return lazy_call(full_name + "." + attribute, globals, fetch)

    full_name = absolute_name(name, globals, level)
    return ask


def lazy_call(name, globals, fetch, make=builtin_names.get("__lazy_import__")):
    """What a module calls, and with what, for a lazy object that *fetch* gives the value of; *name* is shown.

    The host asks the `__import__` among the builtins of the globals that it is given.
    """

    def get(name, globals, locals, names, level):
        return fetch()

    space = {"__builtins__": {"__import__": get}, "__name__": globals.get("__name__")}
    return [make, name, space, space, None, 0]


def unchanged(value):
    """*value*."""
    return value


def absolute_name(name, globals, level):
    """The name of the module that `from ...name` means in a module with these *globals*."""
    if level == 0:
        return name
    package = globals.get("__package__")
    if package is None:
        package = globals.get("__name__")
        if "__path__" not in globals:
            package = package.rpartition(".")[0]
    while level > 1:
        package = package.rpartition(".")[0]
        level = level - 1
    if name:
        return package + "." + name
    return package


def is_lazy(value):
    """Is *value* a lazy object?

    https://docs.python.org/3.15/library/types.html#types.LazyImportType
    """
    return version_info >= (3, 15) and type(value) is modules["types"].LazyImportType


def reified(globals, name, value):
    """The *value* of the global *name*; if it is lazy, what it stands for, which the name is bound to."""
    if is_lazy(value):
        value = value.resolve()
        setitem(globals, name, value)
    return value
