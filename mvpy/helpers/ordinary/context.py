"""The two methods of a context manager, found before either is called."""

from sys import version_info

from mvpy.helpers.prelude.special import full_type_name, has_special, special_method, type_name


def manager_methods(manager, entering, leaving, kind, *other):
    """The methods *leaving* and *entering* of *manager*; an error as this version of Python words it."""
    names = [entering, leaving]
    if version_info >= (3, 14) or kind and version_info < (3, 9):
        names.reverse()
    methods = {}
    try:
        for name in names:
            methods[name] = special_method(manager, name, methods)
            if methods[name] is methods:
                raise not_a_manager(manager, name, kind, *other)
        return [methods[leaving], methods[entering]]
    except BaseException:
        methods.clear()
        manager = None
        raise


def not_a_manager(manager, method, kind, other_kind, *other_methods):
    """The error for a *manager* without *method*."""
    if version_info < (3, 11):
        return AttributeError(method)
    name = type_name(manager) if version_info < (3, 14) else full_type_name(manager)
    words = f"'{name}' object does not support the {kind}context manager protocol"
    if version_info >= (3, 14) or method not in ("__enter__", "__aenter__"):
        words += f" (missed {method} method)"
    if version_info >= (3, 14) and all([has_special(manager, other) for other in other_methods]):
        words += f" but it supports the {other_kind}context manager protocol."
        words += f" Did you mean to use '{'async ' if other_kind else ''}with'?"
    return TypeError(words)
