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
        self.before = ()  # the details that it had
        self.raised = []

    def suite(self, types):
        """What the suite stands in: it raises the part for the first clause."""
        return StarSuite(self, types)

    def take(self, types):
        """Raise the part of the rest that matches what the function *types* gives, if there is one."""
        self.part = None
        if self.error is not None:
            self.part, self.rest = while_handled(self.handled, lambda: star_split(self.rest, types()))
        if self.part is not None:
            self.handled = self.part
            self.before = self.part.__context__, self.part.__traceback__
            raise_as_it_is(self.part)

    @property
    def taken(self):
        """The class of the part, if that is what is being handled."""
        _, error, traceback = exc_info()
        if error is not self.part:
            return ()
        self.entered = traceback
        restore_details(error, *self.before)
        return type(error)

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        if error is not None and self.entered is None:
            return False
        if error is not None:
            if error is self.part and error.__traceback__ is self.entered:
                error.with_traceback(self.before[1])  # it was raised again
            self.raised.append(error)
        self.entered = None
        self.clauses -= 1
        left = None if self.clauses else star_left(self.error, self.rest, self.raised)
        if left is not None:
            raise_as_it_is(left)
        return True


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
