"""BaseExceptionGroup and ExceptionGroup for hosts before Python 3.11 that are given `except*`.

https://docs.python.org/3/library/exceptions.html#exception-groups
"""

from builtins import __dict__ as builtins_names


def supply_groups():
    """Let the builtins have exception groups, where there are none: those of the package `exceptiongroup`, or ours."""
    if "BaseExceptionGroup" not in builtins_names:
        try:
            package = __import__("exceptiongroup")
            kinds = package.BaseExceptionGroup, package.ExceptionGroup
        except ImportError:
            kinds = OlderBaseGroup, type(
                "ExceptionGroup", (OlderBaseGroup, Exception), {"__module__": "builtins"}
            )
            OlderBaseGroup.__name__ = OlderBaseGroup.__qualname__ = "BaseExceptionGroup"
        builtins_names["BaseExceptionGroup"], builtins_names["ExceptionGroup"] = kinds


class OlderBaseGroup(BaseException):
    """A group of exceptions, as Python 3.11 has it."""

    __module__ = "builtins"

    def __new__(cls, message, exceptions):
        parts = tuple(exceptions)
        check_group(message, parts)
        made = BaseException.__new__(class_of_group(cls, parts), message, exceptions)
        made.message, made.exceptions = message, parts
        return made

    def derive(self, exceptions):
        return OlderBaseGroup(self.message, exceptions)

    def split(self, matcher):
        return group_divided(self, matcher)

    def subgroup(self, matcher):
        return group_divided(self, matcher, False)[0]

    def add_note(self, note):
        self.__dict__.setdefault("__notes__", []).append(note)

    def __class_getitem__(cls, item):
        return cls

    def __str__(self):
        count = len(self.exceptions)
        return f"{self.message} ({count} sub-exception{'s' if count > 1 else ''})"

    def __repr__(self):
        return f"{type(self).__name__}({self.message!r}, {self.args[1]!r})"


def class_of_group(asked, parts):
    """The class of a group of *parts*, where a class is *asked*."""
    is_ordinary = all(isinstance(error, Exception) for error in parts)
    ordinary = builtins_names["ExceptionGroup"]
    if issubclass(asked, Exception) and not is_ordinary:
        words = "an ExceptionGroup" if asked is ordinary else repr(asked.__name__)
        raise TypeError(f"Cannot nest BaseExceptions in {words}")
    return ordinary if asked is OlderBaseGroup and is_ordinary else asked


def check_group(message, parts):
    """An error if there can be no group with this *message* of these *parts*."""
    if not isinstance(message, str):
        raise TypeError(f"BaseExceptionGroup.__new__() argument 1 must be str, not {type(message).__name__}")
    if not parts:
        raise ValueError("second argument (exceptions) must be a non-empty sequence")
    for number, error in enumerate(parts):
        if not isinstance(error, BaseException):
            raise ValueError(f"Item {number} of second argument (exceptions) is not an exception")


def group_divided(error, matcher, both=True):
    """The part of *error* that *matcher* takes, classes or a function, and the rest; None for what is not there.

    There is no rest unless *both* are wanted.
    """
    is_function = callable(matcher) and not isinstance(matcher, type)
    if matcher(error) if is_function else isinstance(error, matcher):
        return error, None
    if not isinstance(error, OlderBaseGroup):
        return None, error if both else None
    sides = zip(*[group_divided(part, matcher, both) for part in error.exceptions])
    taken, left = ([part for part in side if part is not None] for side in sides)
    return group_made_of(error, taken), group_made_of(error, left)


def group_made_of(group, parts):
    """A group of *parts* that has what *group* has otherwise; None if there are none."""
    if not parts:
        return None
    part = group.derive(parts)
    if not isinstance(part, OlderBaseGroup):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    part.__traceback__, part.__context__, part.__cause__ = (
        group.__traceback__,
        group.__context__,
        group.__cause__,
    )
    part.__suppress_context__ = group.__suppress_context__
    if hasattr(group, "__notes__"):
        part.__notes__ = list(group.__notes__)
    return part
