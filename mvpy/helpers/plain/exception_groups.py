"""`except*`: what a clause takes, and what is left in the end."""

from sys import exc_info


# Exactly: words, frames, release, kinds
def star_split(error, types):
    """The part of *error* that *types* match, as a group, and the rest; None for a part that is not there."""
    kinds = [*tuple.__iter__(types)] if issubclass(type(types), tuple) else [types]
    if any(issubclass(kind, BaseExceptionGroup) or not issubclass(kind, BaseException) for kind in kinds):
        raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    if any(kind in type(error).__mro__ for kind in kinds):
        return error if isinstance(error, BaseExceptionGroup) else BaseExceptionGroup("", (error,)), None
    return error.split(types) if isinstance(error, BaseExceptionGroup) else (None, error)


# Exactly: words, frames, release, kinds
def star_left(error, rest, raised):
    """What is raised when all clauses are done: what they have *raised*, and the part of *error* that nobody took."""
    if not isinstance(error, BaseExceptionGroup):
        return raised[0] if raised else rest
    again = [each for each in (*raised, rest) if details_of(each) == details_of(error)]
    leaves = {leaf for each in again for leaf in leaves_of(each)}
    part = BaseExceptionGroup.subgroup(error, lambda leaf: id(leaf) in leaves)
    left = [each for each in (*raised, rest, part) if not any(each is one for one in (None, *again))]
    return BaseExceptionGroup("", left) if len(left) > 1 else left.pop() if left else None


def details_of(error):
    """What says whether *error* was raised anew."""
    return [id(getattr(error, name, None)) for name in ("__cause__", "__context__", "__traceback__")]


def leaves_of(error):
    """What says of each exception in *error* that is no group which it is."""
    if not isinstance(error, BaseExceptionGroup):
        return [id(error)]
    return [leaf for part in error.exceptions for leaf in leaves_of(part)]


def restore_details(error, context, traceback):
    """Let *error* have the details that it had before it was raised again."""
    BaseException.__setattr__(error, "__context__", context)
    error.with_traceback(traceback)


class ExceptStar:
    """A `try` statement with so many `except*` *clauses*, each in a `with` statement of its own."""

    def __init__(self, clauses):
        self.clauses = clauses  # that are still to come
        self.error = self.rest = None  # what the suite has raised, and what of it nobody has taken
        self.part = self.entered = None  # what the clause at hand takes, and its traceback there
        self.handled = None  # what is handled while types are evaluated: what the last clause took
        self.raised = []

    def suite(self, types):
        return StarSuite(self, types)

    def take(self, types):
        star_take(self, types)

    @property
    def taken(self):
        return star_taken(self)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        return star_clause_left(self, error)


class StarSuite:
    """The suite of the statement *star*, whose first clause takes what *types* gives."""

    def __init__(self, star, types):
        self.star, self.types = star, types

    def __enter__(self):
        pass

    def __exit__(self, kind, error, traceback):
        self.star.error = self.star.rest = self.star.handled = error
        self.star.take(self.types)
        return True


def star_take(star, types):
    """Raise the part of the rest in *star* that matches what the function *types* gives, if there is one."""
    star.part = None
    if star.error is not None:
        star.part, star.rest = while_handled(star.handled, lambda: star_split(star.rest, types()))
    if star.part is not None:
        star.handled = star.part
        star.before = star.part.__context__, star.part.__traceback__
        raise_as_it_is(star.part)


def star_taken(star):
    """The class of the part that *star* has raised, if that is what is being handled."""
    _, error, traceback = exc_info()
    if error is not star.part:
        return ()
    star.entered = traceback
    restore_details(error, *star.before)
    return type(error)


def star_clause_left(star, error):
    """A clause of *star* has raised *error*, or nothing: is that kept?  After the last clause what is left is raised."""
    if error is not None and star.entered is None:
        return False  # it is none of a clause
    if error is not None:
        if error is star.part and error.__traceback__ is star.entered:
            error.with_traceback(star.before[1])  # it was raised again
        star.raised.append(error)
    star.entered = None
    star.clauses -= 1
    left = None if star.clauses else star_left(star.error, star.rest, star.raised)
    if left is not None:
        raise_as_it_is(left)
    return True


def raise_as_it_is(error):
    """Raise *error*, whose context stays what it is."""
    before = error.__context__, error.__traceback__
    try:
        raise error
    finally:
        restore_details(error, *before)


def while_handled(error, function):
    """What *function* gives, called while *error* is being handled."""
    before = error.__context__, error.__traceback__
    try:
        raise error
    except BaseException:
        restore_details(error, *before)
        return function()
