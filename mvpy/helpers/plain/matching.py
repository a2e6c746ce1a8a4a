"""The tests of the `match` statement."""

from collections.abc import Mapping, Sequence


# Exactly: kinds
def is_sequence(subject):
    """Can sequence patterns match *subject*?  Texts are none."""
    kind = type(subject)
    if kind is list or kind is tuple:
        return True
    return issubclass(kind, Sequence) and not issubclass(kind, (str, bytes, bytearray))


def sequence_length(subject):
    """The length of *subject*, or -1 if sequence patterns can not match it."""
    kind = type(subject)
    if kind is list or kind is tuple or is_sequence(subject):
        return len(subject)
    return -1


# Exactly: kinds
def is_mapping(subject):
    """Can mapping patterns match *subject*?"""
    return type(subject) is dict or issubclass(type(subject), Mapping)


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
    listed = getattr(kind, "__match_args__", kind)
    if listed is kind:
        listed = name_positions(kind)
    basic = issubclass(kind, (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple))
    found = [subject] if count == 1 and basic and listed is None else []
    wanted = [*listed[: count - len(found)], *names] if type(listed) is tuple else [*names]
    if len(found) + len(wanted) < count + len(names) or len({*wanted}) < len(wanted):
        raise TypeError(f"{kind.__name__}() takes no {count} positional sub-patterns")
    for name in wanted:
        value = getattr(subject, name, found)
        if value is found:
            return None
        found.append(value)
    return found


def name_positions(kind):
    """What `__match_args__` of *kind* is; classes with fields get it, which have none before Python 3.10."""
    for base in (
        () if getattr(int, "bit_count", None) else getattr(kind, "__mro__", ())
    ):  # that came with 3.10, too
        held = vars(base)
        if "__dataclass_fields__" in held:
            fields = held["__dataclass_fields__"].values()
            named = (f.name for f in fields if f.init and "CLASSVAR" not in str(f._field_type))
            base.__match_args__ = tuple(named)
        elif "_fields" in held and tuple in base.__mro__:
            base.__match_args__ = base._fields
        elif hasattr(base, "_attributes"):  # syntax trees
            return base._fields
    return getattr(kind, "__match_args__", None)


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
