"""The tests of the `match` statement."""

from collections.abc import Mapping, Sequence


# Exactly: kinds
def is_sequence(subject):
    """Can sequence patterns match *subject*?  Texts are none."""
    kind = type(subject)
    return issubclass(kind, Sequence) and not issubclass(kind, (str, bytes, bytearray))


# Exactly: kinds
def is_mapping(subject):
    """Can mapping patterns match *subject*?"""
    return issubclass(type(subject), Mapping)


# Exactly: words, release
def is_instance(subject, kind):
    """Is *subject* an instance of *kind*, which must be a class?"""
    if not issubclass(type(kind), type):
        raise TypeError("called match pattern must be a class")
    return isinstance(subject, kind)


# Exactly: words, release, kinds
def class_attributes(subject, kind, count, *names):
    """The attributes that a class pattern looks at, *count* of them by position; None if *subject* does not match."""
    if not issubclass(type(kind), type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(subject, kind):
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
