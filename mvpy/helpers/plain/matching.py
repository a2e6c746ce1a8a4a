"""The tests of the `match` statement."""

from collections.abc import Mapping, Sequence


# Exactly: kinds
def is_sequence(subject):
    """Can sequence patterns match *subject*?  Texts are none."""
    kind = type(subject)
    if kind is list or kind is tuple:
        return True
    return issubclass(kind, Sequence) and not issubclass(kind, (str, bytes, bytearray))


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
        listed = fields_of(kind)
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


def fields_of(kind):
    """What `dataclass` and `namedtuple` put into `__match_args__` of *kind* from Python 3.10 on; None if they made none."""
    if getattr(int, "bit_count", None):  # it came with that Python
        return None
    for base in getattr(kind, "__mro__", ()):
        held = vars(base)
        if "__dataclass_fields__" in held:
            fields = held["__dataclass_fields__"].values()
            return tuple(f.name for f in fields if f.init and "CLASSVAR" not in str(f._field_type))
        if "_fields" in held and (tuple in base.__mro__ or "_attributes" in held):
            return held["_fields"]
    return None


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
