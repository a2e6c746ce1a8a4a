# `split` and `subgroup` take a class, a tuple of classes or a function, and keep the structure; `derive` makes the parts.
# Needs: Python 3.11
import copy
import pickle


class Own(ExceptionGroup):
    def derive(self, exceptions):
        return Own(self.message + "'", exceptions)


class Lost(ExceptionGroup):
    pass


def tree(error):
    if isinstance(error, BaseExceptionGroup):
        return type(error).__name__, error.message, [tree(inner) for inner in error.exceptions]
    return repr(error)


def group(kind):
    return kind("top", [ValueError(1), kind("inner", [TypeError(2), KeyError(3)]), ExceptionGroup("last", [OSError(4)])])


def is_small(error):
    return not isinstance(error, BaseExceptionGroup) and error.args[0] < 3


def is_inner(error):
    return getattr(error, "message", "") == "inner"


for kind in (ExceptionGroup, Own, Lost):
    made = group(kind)
    made.__cause__, made.__context__ = EOFError("cause"), EOFError("context")
    made.__notes__ = ["note"]
    for matcher in (ValueError, (TypeError, OSError), LookupError, EOFError, Exception, ExceptionGroup, Lost, is_small,
                    is_inner, lambda error: []):
        match, rest = made.split(matcher)
        print(tree(match), tree(rest), tree(made.subgroup(matcher)) == tree(match), match is made)
        for part in (match, rest):
            if part not in (None, made):
                print(repr(part.__cause__), repr(part.__context__), part.__notes__, part.__suppress_context__)
    for wrong in (5, int, (ValueError, int), [ValueError], "ValueError", None):
        for method in (made.split, made.subgroup):
            try:
                method(wrong)
            except TypeError:
                print("refused")
    print(tree(made.derive([ValueError(1), KeyboardInterrupt()])) if kind is Lost else "")
    for copied in (copy.copy(made), copy.deepcopy(made), pickle.loads(pickle.dumps(made))):
        print(type(copied) is kind, tree(copied) == tree(made), copied.__notes__)
try:
    raise made
except Lost:
    print([error.__traceback__ is made.__traceback__ for error in made.split(ValueError)], made.__traceback__ is None)
made.__notes__ = 5
print(hasattr(made.subgroup(ValueError), "__notes__"))
