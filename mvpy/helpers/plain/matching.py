"""The tests of the `match` statement."""

from collections.abc import Mapping, Sequence


def is_sequence(subject):
    """Can sequence patterns match *subject*?  Texts are none."""
    kind = type(subject)
    return issubclass(kind, Sequence) and not issubclass(kind, (str, bytes, bytearray))


def is_mapping(subject):
    """Can mapping patterns match *subject*?"""
    return issubclass(type(subject), Mapping)


def is_instance(subject, kind):
    """Is *subject* an instance of *kind*, which must be a class?"""
    if not isinstance(kind, type):
        raise TypeError("called match pattern must be a class")
    return isinstance(subject, kind)


def class_attributes(subject, kind, count, *names):
    """The attributes that a class pattern looks at, *count* of them by position; None if *subject* does not match."""
    if not is_instance(subject, kind):
        return None
    found = []
    missing = object()
    positional = getattr(kind, "__match_args__", missing)
    if positional is missing:
        positional = ()
        if count == 1 and issubclass(
            kind, (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)
        ):
            found.append(subject)
            count = 0
    if type(positional) is not tuple or len(positional) < count:
        raise TypeError(f"{kind.__name__}() does not accept {count} positional sub-patterns")
    wanted = (*positional[:count], *names)
    for name in wanted:
        if type(name) is not str or wanted.count(name) > 1:
            raise TypeError(f"{kind.__name__}() got a wrong or repeated sub-pattern {name!r}")
        value = getattr(subject, name, missing)
        if value is missing:
            return None
        found.append(value)
    return tuple(found)


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


def mapping_rest(subject, keys):
    """What the mapping *subject* has beside *keys*, in a new dictionary."""
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest
