"""`except*`: an exception group goes from clause to clause, and what is left of it is raised again.

The clauses of a statement share a dictionary, *caught*:

    original    what the suite raised
    rest        what no clause has taken yet; None if that is nothing
    handled     what is being handled: the original, then what the last clause that took something took
    raised      what the clauses raised
    context, traceback    those of what is handled, which to raise it would change
    wrapped     is it a new group around the one exception that the suite raised?
    known       on hosts older than Python 3.11, the tracebacks with which it was being handled

https://docs.python.org/3/reference/compound_stmts.html#except-star
PEP 654
"""

from sys import exc_info, version_info

from mvpy.helpers.prelude.group_classes import known_group_classes
from mvpy.helpers.prelude.raising import exception_field, is_exception_class
from mvpy.helpers.prelude.special import type_name


def star_caught(error):
    """What the clauses share that are to handle *error*."""
    return {
        "original": error,
        "rest": error,
        "handled": error,
        "raised": [],
        "wrapped": False,
        "known": [],
    }


def star_matches(caught, types):
    """Whether the clause for *types* takes something; that is then what is handled."""
    try:
        refuse_types(types)
        error = caught["rest"]
        if error is None:
            return False
        parts = star_split(caught, error, types)
    except BaseException:
        error = None
        caught.clear()  # else the exceptions would hold the frame that holds them
        raise
    match = parts[0]
    if match is not None or version_info >= (3, 12):
        caught["rest"] = parts[1]
    if match is None:
        return False
    caught["handled"] = match
    return True


def star_handled(caught):
    """What is being handled, for `raise`; `star_restored` undoes what that does to it."""
    error = caught["handled"]
    caught["context"] = exception_field("__context__").__get__(error)
    caught["traceback"] = exception_field("__traceback__").__get__(error)
    return error


def star_restored(caught):
    """What is being handled, as it was before it was raised for that."""
    error = caught["handled"]
    exception_field("__context__").__set__(error, caught["context"])
    if not (caught["wrapped"] and wrapping_shows()):
        exception_field("__traceback__").__set__(error, caught["traceback"])
    caught["wrapped"] = False
    if version_info < (3, 11):
        caught["known"].append(exc_info()[2])
    return error


def star_raised(caught, error):
    """A clause raised *error*."""
    caught["raised"].append(error)


def star_left(caught):
    """Whether there is something to raise when all clauses are done; that is then what is handled.

    *caught* is None if the suite raised nothing.
    """
    if caught is None:
        return False
    try:
        raise star_handled(caught)
    except BaseException:
        star_restored(caught)
        left = what_is_left(caught)
    if left is None:
        return False
    caught["handled"] = left
    return True


def what_is_left(caught):
    """What the clauses raised, and what they did not take; the latter, and what they raised again, as one group."""
    original = caught["original"]
    raised = caught["raised"]
    if not is_group(original):
        if raised:
            return raised[0]
        return caught["rest"]
    new = []
    again = []
    raised = list(raised)
    raised.append(caught["rest"])
    for error in raised:
        if error is not None:
            if is_raised_again(error, caught):
                again.append(error)
            else:
                new.append(error)
    left = with_leaves_of(original, again)
    if not new:
        return left
    if left is not None:
        new.append(left)
    if len(new) == 1:
        return new[0]
    return new_group(new)


def is_raised_again(error, caught):
    """Whether *error* is part of the original and was not raised anew: then they have all they have from it."""
    original = caught["original"]
    for name in ("__context__", "__cause__"):
        if exception_field(name).__get__(error) is not exception_field(name).__get__(original):
            return False
    traceback = exception_field("__traceback__").__get__(error)
    if traceback is exception_field("__traceback__").__get__(original):
        return True
    for known in caught["known"]:
        if traceback is known:
            return True
    return False


def with_leaves_of(original, groups):
    """The part of the group *original* with the exceptions in *groups*, in its own structure; None if there are none."""
    wanted = set()
    waiting = list(groups)
    while waiting:
        error = waiting.pop()
        if is_group(error):
            waiting.extend(exceptions_of(error))
        else:
            wanted.add(id(error))

    def is_wanted(error):
        return id(error) in wanted and not is_group(error)

    return base_group_of(original).subgroup(original, is_wanted)


def star_split(caught, error, types):
    """(the part of *error* that *types* match, the rest), None where there is no such part."""
    if is_one_of(error, types):
        if is_group(error):
            return (error, None)
        caught["wrapped"] = True
        return (new_group((error,)), None)
    if not is_group(error):
        return (None, error)
    pair = error.split(types)
    if type(pair) is not tuple:
        words = "%.200s.split must return a tuple, not %.200s"
        raise TypeError(words % (type_name(error), type_name(pair)))
    if len(pair) < 2:
        words = "%.200s.split must return a 2-tuple, got tuple of size %d"
        raise TypeError(words % (type_name(error), len(pair)))
    return (pair[0], pair[1])


def refuse_types(types):
    """A TypeError for *types* that `except*` can't catch."""
    kinds = kinds_in(types)
    for kind in kinds:
        if not is_exception_class(kind):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
    for kind in kinds:
        for group in base_groups():
            if issubclass(kind, group):
                raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")


def kinds_in(types):
    """The classes that *types*, a class or a tuple of them, are."""
    if issubclass(type(types), tuple):
        return list(tuple.__iter__(types))
    return [types]


def is_one_of(error, types):
    """Whether *error* is an instance of *types* by its real bases: no `__instancecheck__` is asked."""
    for kind in kinds_in(types):
        if type.__subclasscheck__(kind, type(error)):
            return True
    return False


def is_group(error):
    """Whether *error* is an exception group."""
    return base_group_of(error) is not None


def exceptions_of(group):
    """The exceptions in *group*, whatever its class says about attributes."""
    field = base_group_of(group).__dict__.get("exceptions")
    if field is None:
        return group.exceptions
    return field.__get__(group)


def base_group_of(error):
    """The class BaseExceptionGroup that *error* is an instance of; None if it is no group."""
    for group in base_groups():
        if issubclass(type(error), group):
            return group
    return None


def base_groups():
    """The classes BaseExceptionGroup: before Python 3.11 ours, and one of that name that the program brings."""
    found = []
    for kind in type.__subclasses__(BaseException):
        if kind.__name__ == "BaseExceptionGroup" and (not found or version_info < (3, 11)):
            found.append(kind)
    return found


def new_group(exceptions):
    """A group without a message."""
    for group in base_groups():
        return group("", exceptions)
    return known_group_classes()[0]("", exceptions)


def wrapping_shows():
    """Whether a group that `except*` puts around one exception has the frame of the statement in its traceback."""
    return version_info >= (3, 13, 2) or version_info >= (3, 12, 9) and version_info < (3, 13)
