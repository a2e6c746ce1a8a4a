"""BaseExceptionGroup and ExceptionGroup for hosts older than Python 3.11, as Python 3.15 has them.

https://docs.python.org/3/library/exceptions.html#exception-groups
"""

from operator import getitem
from sys import version_info

from mvpy.helpers.prelude.raising import exception_field
from mvpy.helpers.prelude.special import type_name


def supply_exception_groups():
    """Let the builtins have exception groups."""
    if version_info < (3, 11):
        known_group_classes()


def known_group_classes(kept=[]):
    """(BaseExceptionGroup, ExceptionGroup) of the builtins, where they are put if the host has none."""
    if not kept:
        builtins = __import__("builtins")
        if not hasattr(builtins, "BaseExceptionGroup"):
            base = base_group_class()
            builtins.BaseExceptionGroup = base
            builtins.ExceptionGroup = type("ExceptionGroup", (base, Exception), {"__module__": "builtins"})
        kept.append((builtins.BaseExceptionGroup, builtins.ExceptionGroup))
    return kept[0]


def base_group_class():
    """The class BaseExceptionGroup.

    The message and the exceptions are in slots that only these functions know.  So is the text of exceptions
    that came in a sequence of another kind than list or tuple, as `repr` shows it.
    """

    def make(cls, *arguments, **keywords):
        check_parts(arguments)
        exceptions = arguments[1]
        shown = None
        if not isinstance(exceptions, (list, tuple)):
            shown = repr(exceptions)
        exceptions = checked_exceptions(exceptions)
        made = BaseException.__new__(fitting_class(cls, exceptions), *arguments)
        message_slot.__set__(made, arguments[0])
        exceptions_slot.__set__(made, exceptions)
        shown_slot.__set__(made, shown)
        return made

    def message(self):
        return message_slot.__get__(self)

    def exceptions(self):
        return exceptions_slot.__get__(self)

    def refuse(self, *value):
        raise AttributeError("readonly attribute")

    def text(self):
        count = len(exceptions_slot.__get__(self))
        if count > 1:
            return "%s (%d sub-exceptions)" % (message_slot.__get__(self), count)
        return "%s (%d sub-exception)" % (message_slot.__get__(self), count)

    def represent(self):
        shown = shown_slot.__get__(self)
        if shown is None:
            items = exceptions_slot.__get__(self)
            for given in getitem(exception_field("args").__get__(self), slice(1, 2)):
                if isinstance(given, list):
                    items = list(items)
            shown = repr(items)
        return "%s(%r, %s)" % (type(self).__name__, message_slot.__get__(self), shown)

    def derive(self, exceptions):
        return base(message_slot.__get__(self), exceptions)

    def split(self, matcher):
        return divided(self, accepting(matcher), True)

    def subgroup(self, matcher):
        return divided(self, accepting(matcher), False)[0]

    def add_note(self, note):
        if not isinstance(note, str):
            raise TypeError("note must be a str, not '%s'" % type(note).__name__)
        if not hasattr(self, "__notes__"):
            self.__notes__ = []
        if not isinstance(self.__notes__, list):
            raise TypeError("Cannot add note: __notes__ is not a list")
        self.__notes__.append(note)

    def generic(cls, item):
        return getattr(__import__("types"), "GenericAlias", itself)(cls, item)

    def itself(cls, item):
        return cls

    slots = ("_message", "_exceptions", "_shown")
    namespace = {"__new__": make, "__str__": text, "__repr__": represent, "__slots__": slots}
    namespace["__doc__"] = "A combination of multiple unrelated exceptions."
    namespace["__module__"] = "builtins"
    namespace["message"] = property(message, refuse, refuse, "exception message")
    namespace["exceptions"] = property(exceptions, refuse, refuse, "nested exceptions")
    namespace.update(derive=derive, split=split, subgroup=subgroup, add_note=add_note)
    namespace["__class_getitem__"] = classmethod(generic)
    base = type("BaseExceptionGroup", (BaseException,), namespace)
    message_slot = without_slot(base, "_message")
    exceptions_slot = without_slot(base, "_exceptions")
    shown_slot = without_slot(base, "_shown")
    for name in ("__new__", "__str__", "__repr__", "derive", "split", "subgroup", "add_note"):
        getattr(base, name).__qualname__ = "BaseExceptionGroup." + name
        getattr(base, name).__name__ = name
    return base


def without_slot(kind, name):
    """The descriptor of the slot *name*, which nobody finds in the class *kind* any more."""
    slot = vars(kind)[name]
    delattr(kind, name)
    return slot


def check_parts(arguments):
    """An error if *arguments* are no message and no sequence, which a new group wants."""
    words = "BaseExceptionGroup.__new__() "
    if len(arguments) != 2:
        raise TypeError(words + "takes exactly 2 arguments (%d given)" % len(arguments))
    check_message(arguments[0], words + "argument 1 must be str, not ")
    kind = type(arguments[1])
    if not hasattr(kind, "__getitem__") or issubclass(kind, dict):
        raise TypeError("second argument (exceptions) must be a sequence")


def check_message(message, words):
    """An error in these *words*, if *message* is no text."""
    if message is None:
        raise TypeError(words + "None")
    if not issubclass(type(message), str):
        raise TypeError(words + "%.50s" % type_name(message))


def checked_exceptions(sequence):
    """The exceptions in *sequence*, as a tuple."""
    exceptions = tuple(sequence)
    if not exceptions:
        raise ValueError("second argument (exceptions) must be a non-empty sequence")
    for i in range(len(exceptions)):
        if not issubclass(type(exceptions[i]), BaseException):
            raise ValueError("Item %d of second argument (exceptions) is not an exception" % i)
    return exceptions


def fitting_class(cls, exceptions):
    """The class of a group of *exceptions* that is made by a call of *cls*."""
    base = known_group_classes()[0]
    group = known_group_classes()[1]
    ordinary = True
    for error in exceptions:
        if not isinstance(error, Exception):
            ordinary = False
    if cls is base and ordinary:
        return group
    if ordinary or cls is base:
        return cls
    if cls is group:
        raise TypeError("Cannot nest BaseExceptions in an ExceptionGroup")
    if issubclass(cls, Exception):
        raise TypeError("Cannot nest BaseExceptions in '%.200s'" % cls.__name__)
    return cls


def accepting(matcher):
    """The function that tells whether an exception is what *matcher* asks for.

    That is a class of exceptions, a tuple of such classes, or a function of an exception.
    """

    def by_type(error):
        for kind in kinds:
            if type.__subclasscheck__(kind, type(error)):
                return True
        return False

    if callable(matcher) and not isinstance(matcher, type):
        return matcher
    kinds = (matcher,)
    if type(matcher) is tuple:
        kinds = matcher
    for kind in kinds:
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            words = "expected an exception type, a tuple of exception types, or a callable"
            raise TypeError(words + " (other than a class)")
    return by_type


def divided(error, accepts, both):
    """(the part of *error* that *accepts* takes, the rest), None where there is none; no rest unless *both*."""
    if accepts(error):
        return (error, None)
    group = known_group_classes()[0]
    if not isinstance(error, group):
        if both:
            return (None, error)
        return (None, None)
    taken = []
    left = []
    for inner in group.exceptions.__get__(error):
        parts = divided(inner, accepts, both)
        if parts[0] is not None:
            taken.append(parts[0])
        if parts[1] is not None:
            left.append(parts[1])
    return (part_of_group(error, taken), part_of_group(error, left))


def part_of_group(group, exceptions):
    """A group of *exceptions* that has what *group* has otherwise; None if there are none."""
    if not exceptions:
        return None
    part = group.derive(exceptions)
    if not isinstance(part, known_group_classes()[0]):
        raise TypeError("derive must return an instance of BaseExceptionGroup")
    for name in ("__traceback__", "__context__", "__cause__"):
        field = exception_field(name)
        field.__set__(part, field.__get__(group))
    try:
        notes = group.__notes__
    except AttributeError:
        return part
    if hasattr(type(notes), "__getitem__") and not issubclass(type(notes), dict):
        part.__notes__ = list(notes)
    return part
