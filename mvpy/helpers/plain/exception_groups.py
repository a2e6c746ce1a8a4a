"""`except*`: what a clause takes, and what is left in the end."""


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
