"""The two methods of a context manager, found before either is called.

They are a stack, from which a call takes its method: once called, nobody holds it, as on CPython's own stack.  A
variable would, and in a frame that a traceback holds it would do so for long.
"""

from sys import version_info

from mvpy.helpers.prelude.special import full_type_name, has_special, special_method, type_name


def context_methods(manager):
    """`__exit__` and `__enter__` of *manager*, bound, both found before one is called; each is taken from the end.

    `__enter__` is found first up to Python 3.13, `__exit__` later.
    https://docs.python.org/3/reference/compound_stmts.html#the-with-statement
    """
    try:
        return manager_methods(
            manager, "__enter__", "__exit__", "", "asynchronous ", "__aenter__", "__aexit__"
        )
    except BaseException:
        manager = None
        raise


def async_context_methods(manager):
    """`__aexit__` and `__aenter__` of *manager*, bound, both found before one is called; each is taken from the end.

    `__aenter__` is found first from Python 3.9 to 3.13, `__aexit__` before and later.
    https://docs.python.org/3/reference/compound_stmts.html#the-async-with-statement
    """
    try:
        return manager_methods(
            manager, "__aenter__", "__aexit__", "asynchronous ", "", "__enter__", "__exit__"
        )
    except BaseException:
        manager = None
        raise


def manager_methods(manager, entering, leaving, kind, other_kind, other_entering, other_leaving):
    """The methods *leaving* and *entering* of *manager*; an error as this version of Python words it."""
    try:
        missing = []
        leave_first = version_info >= (3, 14) or kind != "" and version_info < (3, 9)
        leave = missing
        if leave_first:
            leave = special_method(manager, leaving, missing)
            if leave is missing:
                raise not_a_manager(manager, leaving, kind, other_kind, other_entering, other_leaving)
        enter = special_method(manager, entering, missing)
        if enter is missing:
            raise not_a_manager(manager, entering, kind, other_kind, other_entering, other_leaving)
        if not leave_first:
            leave = special_method(manager, leaving, missing)
            if leave is missing:
                raise not_a_manager(manager, leaving, kind, other_kind, other_entering, other_leaving)
        return [leave, enter]
    except BaseException:
        manager = None
        enter = None
        leave = None
        raise


def not_a_manager(manager, method, kind, other_kind, other_entering, other_leaving):
    """The error for a *manager* without *method*."""
    if version_info < (3, 11):
        return AttributeError(method)
    missed = " (missed " + method + " method)"
    if version_info < (3, 14):
        if method == "__enter__" or method == "__aenter__":
            missed = ""
        name = type_name(manager)
    else:
        if has_special(manager, other_entering) and has_special(manager, other_leaving):
            missed = (
                missed
                + " but it supports the "
                + other_kind
                + "context manager protocol. Did you mean to use '"
            )
            if other_kind == "":
                missed = missed + "with'?"
            else:
                missed = missed + "async with'?"
        name = full_type_name(manager)
    return TypeError(
        "'" + name + "' object does not support the " + kind + "context manager protocol" + missed
    )
