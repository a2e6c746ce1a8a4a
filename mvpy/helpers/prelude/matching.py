"""The tests of the `match` statement, as CPython carries them out.

Which types are sequences and mappings is written in flags of the type.  Pythons before 3.10 have no such flags;
there it is worked out what the flags would be.
"""

from operator import getitem
from sys import modules, version_info

from mvpy.helpers.prelude.displays import dict_merged, dict_updated
from mvpy.helpers.prelude.special import type_name


def is_sequence(subject):
    """Whether sequence patterns can match *subject*.

    https://docs.python.org/3/reference/compound_stmts.html#sequence-patterns
    """
    kind = type(subject)
    return kind is list or kind is tuple or has_flag(kind, 1 << 5)


def is_mapping(subject):
    """Whether mapping patterns can match *subject*.

    https://docs.python.org/3/reference/compound_stmts.html#mapping-patterns
    """
    kind = type(subject)
    return kind is dict or has_flag(kind, 1 << 6)


def has_flag(kind, flag):
    """Whether the type *kind* has the *flag* of sequences (1 << 5), mappings (1 << 6) or of types like `int` (1 << 22)."""
    flags = type_flags(kind) if version_info >= (3, 10) else flags_before_3_10(kind)
    return flags & flag != 0


def type_flags(kind):
    """`kind.__flags__`, whatever the metaclass has to say."""
    return type.__dict__["__flags__"].__get__(kind, type)


def flags_before_3_10(kind):
    """The flags that *kind* would have from 3.10 on."""
    flags = 0
    for base in type_bases(kind):
        if base in (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple):
            flags = 1 << 22
    return flags | collection_flag(type_bases(kind))


def type_bases(kind):
    """The real MRO of the type *kind*."""
    return type.__dict__["__mro__"].__get__(kind, type)


def collection_flag(bases):
    """The flag of the first of *bases* that is a sequence or a mapping by itself, or 0.

    Texts are registered as sequences, but have no flag; arrays have it, and were not registered yet.
    """
    abc = modules.get("_collections_abc")
    array = getattr(modules.get("array"), "array", list)
    for base in bases:
        if (
            base in (list, tuple, range, array)
            or base not in (str, bytes, bytearray)
            and adds(base, abc, "Sequence")
        ):
            return 1 << 5
        if base is dict or adds(base, abc, "Mapping"):
            return 1 << 6
    return 0


def adds(kind, abc, name):
    """Whether *kind* is, or is registered as, a class of the kind *name* of the module *abc*, and no base of it is."""
    abstract = getattr(abc, name, None)
    if abstract is None or not issubclass(kind, abstract):
        return False
    for base in type_bases(kind):
        if base is not kind and issubclass(base, abstract):
            return False
    return True


def is_instance(subject, kind):
    """Whether *subject* is an instance of *kind*, which must be a class.

    https://docs.python.org/3/reference/compound_stmts.html#class-patterns
    """
    try:
        if not issubclass(type(kind), type):
            if version_info >= (3, 15) or version_info < (3, 10):
                raise TypeError("class pattern must refer to a class")
            raise TypeError(
                "called match pattern must be a " + ("class" if version_info >= (3, 12) else "type")
            )
        return isinstance(subject, kind)
    except BaseException:
        subject = None
        kind = None
        raise


def class_attributes(subject, kind, count, *names):
    """A tuple of the attributes that a class pattern looks at, or None if *subject* does not match.

    The first *count* are those that `kind.__match_args__` names, the others are called *names*.
    https://docs.python.org/3/reference/compound_stmts.html#class-patterns
    """
    try:
        if not is_instance(subject, kind):
            return None
        found = []
        seen = set()
        if count:
            positional = positional_names(kind, count)
            if positional is None:
                found.append(subject)
            while len(found) < count:
                name = positional[len(found)]
                if type(name) is not str:
                    raise TypeError("__match_args__ elements must be strings (got %s)" % type_name(name))
                if not added(found, subject, kind, name, seen):
                    return None
        for name in names:
            if not added(found, subject, kind, name, seen):
                return None
        return tuple(found)
    except BaseException:
        found = None
        subject = None
        kind = None
        raise


def positional_names(kind, count):
    """`kind.__match_args__`, which has *count* names or more; None for types like `int`, where one pattern is for the subject itself.

    https://docs.python.org/3/reference/datamodel.html#object.__match_args__
    """
    missing = []
    names = getattr(kind, "__match_args__", missing)
    if names is missing and version_info < (3, 10):
        names = match_args_before_3_10(kind, missing)
    if names is missing:
        itself = has_flag(kind, 1 << 22)
        allowed = 1 if itself else 0
    elif type(names) is not tuple:
        raise TypeError("%s.__match_args__ must be a tuple (got %s)" % (class_name(kind), type_name(names)))
    else:
        itself = False
        allowed = len(names)
    if allowed < count:
        plural = "" if allowed == 1 else "s"
        words = "%s() accepts %d positional sub-pattern%s (%d given)"
        raise TypeError(words % (class_name(kind), allowed, plural, count))
    return None if itself else names


def match_args_before_3_10(kind, missing):
    """What `dataclass` and `namedtuple` would have put into `kind.__match_args__`; *missing* if they made no base of it."""
    contents = type.__dict__["__dict__"].__get__
    for base in type_bases(kind):
        held = contents(base)
        if "__dataclass_fields__" in held:
            names = []
            for field in held["__dataclass_fields__"].values():
                if field.init and is_plain_field(field):
                    names.append(field.name)
            return tuple(names)
        if "_fields" in held and (tuple in type_bases(base) or "_attributes" in held):
            return held["_fields"]
    return missing


def is_plain_field(field):
    """Whether *field* of a dataclass is one, and no class variable."""
    return getattr(field._field_type, "name", "") != "_FIELD_CLASSVAR"


def added(found, subject, kind, name, seen):
    """Whether *subject* has the attribute *name*; then it is put into *found*, and the name into *seen*."""
    try:
        if name in seen:
            raise TypeError("%s() got multiple sub-patterns for attribute %r" % (class_name(kind), name))
        seen.add(name)
        missing = []
        value = getattr(subject, name, missing)
        if value is missing:
            return False
        found.append(value)
        return True
    except BaseException:
        value = None
        found = None
        subject = None
        kind = None
        raise


def class_name(kind):
    """The name of the class *kind* in the interpreter's messages: `list`, but also `datetime.date`.

    An error without effects is asked, which says it twice: "str.__new__(X): X is not a subtype of str".
    """
    other = list if str in type_bases(kind) else str
    opening = other.__name__ + ".__new__("
    ending = " is not a subtype of " + other.__name__
    try:
        other.__new__(kind)
    except TypeError as error:
        length = (len(str(error)) - len(opening + "): " + ending)) // 2
        name = getitem(str(error), slice(len(opening), len(opening) + length))
        if str(error) == opening + name + "): " + name + ending:
            return name
    except AttributeError:
        pass
    return type.__dict__["__name__"].__get__(kind, type)


def mapping_values(subject, keys):
    """A tuple of what the mapping *subject* has under the tuple *keys*, or None if one is not there.

    https://docs.python.org/3/reference/compound_stmts.html#mapping-patterns
    """
    try:
        get = subject.get
        seen = set()
        missing = object()
        found = []
        for key in keys:
            if key in seen:
                raise ValueError("mapping pattern checks duplicate key (%r)" % (key,))
            seen.add(key)
            value = get(key, missing)
            if value is missing:
                return None
            found.append(value)
        return tuple(found)
    except BaseException:
        value = None
        found = None
        get = None
        subject = None
        keys = None
        raise


def mapping_rest(subject, keys):
    """A new dict of what the mapping *subject* has, without the tuple *keys*.

    https://docs.python.org/3/reference/compound_stmts.html#mapping-patterns
    """
    rest = dict_merged({}, subject) if version_info >= (3, 11) else dict_updated({}, subject)
    for key in keys:
        del rest[key]
    return rest
