"""The tests of the `match` statement."""

from collections.abc import Mapping, Sequence
from sys import version_info


# Exactly: kinds
def is_sequence(subject):
    """Can sequence patterns match *subject*?  Texts are none."""
    kind = type(subject)
    if kind is list or kind is tuple:
        return True
    return not issubclass(kind, (str, bytes, bytearray)) and issubclass(kind, Sequence)


def sequence_length(subject):
    """The length of *subject*, or -1 if sequence patterns can not match it."""
    kind = type(subject)
    if kind is list or kind is tuple or is_sequence(subject):
        return len(subject)
    return -1


# Exactly: kinds
def is_mapping(subject):
    """Can mapping patterns match *subject*?"""
    kind = type(subject)
    if kind is list or kind is tuple or kind is str:
        return False
    return kind is dict or issubclass(kind, Mapping)


def mapping_length(subject):
    """The length of *subject*, or -1 if mapping patterns can not match it."""
    if type(subject) is dict or is_mapping(subject):
        return len(subject)
    return -1


# Exactly: words, release
def is_instance(subject, kind):
    """Is *subject* an instance of *kind*, which must be a class?"""
    if type(kind) is type or issubclass(type(kind), type):
        return isinstance(subject, kind)
    raise TypeError("called match pattern must be a class")


# Exactly: words, release, kinds
def class_attributes(subject, kind, count, *names):
    """The attributes that a class pattern looks at, *count* of them by position; None if *subject* does not match."""
    if not is_instance(subject, kind):
        return None
    basic = issubclass(kind, (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple))
    found = [subject] if count == 1 and basic and not hasattr(kind, "__match_args__") else []
    listed = getattr(kind, "__match_args__", ())
    wanted = [*listed[: count - len(found)], *names] if type(listed) is tuple else []
    if len(found) + len(wanted) < count + len(names) or len({*wanted}) < len(wanted):
        raise TypeError(f"{kind.__name__}() accepts {len(listed)} positional sub-patterns ({count} given)")
    for name in wanted:
        value = getattr(subject, name, found)
        if value is found:
            return None
        found.append(value)
    return found


def attributes_or_fields(subject, kind, count, *names):
    """What `class_attributes` gives; before Python 3.10 nobody lists the fields of a class for it."""
    if version_info < (3, 10) and issubclass(type(kind), type) and not hasattr(kind, "__match_args__"):
        fields = fields_of(kind)
        if fields:
            kind.__match_args__ = fields
    return class_attributes(subject, kind, count, *names)


def fields_of(kind):
    """The fields of *kind* in the order of their positions, if it is a data class, a named tuple, or a syntax tree."""
    for base in kind.__mro__:
        held = vars(base)
        if "__dataclass_fields__" in held:
            fields = held["__dataclass_fields__"].values()
            return tuple(f.name for f in fields if f.init and "CLASSVAR" not in str(f._field_type))
        if "_fields" in held and (tuple in base.__mro__ or hasattr(base, "_attributes")):
            return tuple(base._fields)
    return ()


# Exactly: words, release
def mapping_values(subject, keys):
    """What the mapping *subject* has under *keys*; None if one is not there."""
    get = subject.get
    missing = object()
    found = []
    for number, key in enumerate(keys):
        if key in keys[:number]:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        value = get(key, missing)
        if value is missing:
            return None
        found.append(value)
    return tuple(found)


# Exactly: words, release
def mapping_rest(subject, keys):
    """What the mapping *subject* has beside *keys*, in a new dictionary."""
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest


def items_between(subject, before, after):
    """A list of the items of the sequence *subject* but the first ones, *before*, and the last ones, *after*."""
    end = len(subject) - after
    if type(subject) in (list, tuple):
        return list(subject[before:end])
    return [subject[index] for index in range(before, end)]
