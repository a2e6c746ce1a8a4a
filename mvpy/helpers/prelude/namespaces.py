"""Names that live in a namespace: those of class bodies and modules."""

from builtins import __dict__ as builtin_names
from operator import setitem
from sys import version_info
from types import ModuleType

from mvpy.helpers.prelude.lazy_importing import reified


def load_name(namespace, globals, name):
    """The value of *name* read in a class body: from *namespace*, else *globals*, else the builtins.

    https://docs.python.org/3/reference/executionmodel.html#resolution-of-names
    """
    missing = []
    value = find_name(namespace, name, missing)
    if value is missing:
        return load_global(globals, name)
    return value


def load_global(globals, name):
    """The value of the global or builtin *name*.

    https://docs.python.org/3/reference/executionmodel.html#builtins-and-restricted-execution
    """
    missing = []
    value = find_name(globals, name, missing)
    if value is missing:
        value = find_name(builtins_of(globals), name, missing)
    if value is missing:
        raise not_defined(name)
    return reified(globals, name, value)


def find_name(namespace, name, missing):
    """`namespace[name]`, or *missing* where that is a KeyError; the KeyError leaves no trace."""
    try:
        return namespace[name]
    except KeyError:
        return missing


def builtins_of(globals):
    """The mapping of builtins for code with these *globals*: `__builtins__`, or what that module holds."""
    missing = []
    builtins = find_name(globals, "__builtins__", missing)
    if builtins is missing:
        return builtin_names
    if isinstance(builtins, ModuleType):
        return vars(builtins)
    return builtins


def bind(namespace, name, value):
    """*value*, now bound to *name* in *namespace*."""
    setitem(namespace, name, value)
    return value


def delete_name(namespace, name):
    """`del name` in a class body; as in CPython any failure of the namespace is a NameError.

    https://docs.python.org/3/reference/simple_stmts.html#the-del-statement
    """
    failed = False
    try:
        del namespace[name]
    except BaseException:
        failed = True
    if failed:
        raise not_defined(name)


def delete_global(globals, name):
    """`del name` of a global.

    https://docs.python.org/3/reference/simple_stmts.html#the-del-statement
    """
    failed = False
    try:
        del globals[name]
    except KeyError:
        failed = True
    if failed:
        raise not_defined(name)


def not_defined(name):
    """The NameError for *name*; from Python 3.10 on it knows the name."""
    error = NameError("name '" + name + "' is not defined")
    if version_info >= (3, 10):
        error.name = name
    return error


def set_up_annotations(namespace):
    """Give *namespace* its `__annotations__`, unless it has them.

    https://docs.python.org/3/reference/simple_stmts.html#annotated-assignment-statements
    """
    missing = []
    if find_name(namespace, "__annotations__", missing) is missing:
        setitem(namespace, "__annotations__", {})


def set_first_line(namespace, line):
    """Note in *namespace*, a class's, where the class begins, as Python 3.13 and later do.

    https://docs.python.org/3/reference/datamodel.html#type.__firstlineno__
    """
    if version_info >= (3, 13):
        setitem(namespace, "__firstlineno__", line)


def set_static_attributes(namespace, names):
    """Note in *namespace*, a class's, which attributes its methods assign, as Python 3.13 and later do.

    https://docs.python.org/3/reference/datamodel.html#type.__static_attributes__
    """
    if version_info >= (3, 13):
        setitem(namespace, "__static_attributes__", names)


def storing_attributes(names):
    """What tells a class which attributes its methods assign, where they do so by calls that no compiler sees.

    https://docs.python.org/3/reference/datamodel.html#type.__static_attributes__
    """

    def told(made):
        if version_info >= (3, 13) and issubclass(type(made), type):
            type.__setattr__(made, "__static_attributes__", names)
        return made

    return told
