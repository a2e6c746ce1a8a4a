"""Special methods, looked up as the interpreter looks them up."""


def special_method(object, name, missing):
    """The special method *name* of *object*, bound; *missing* where its type has none.

    Only the classes of the type's real MRO are searched: not the instance, not the metaclass, and no
    `__getattr__` or `__getattribute__` of either is asked.  Whatever `__get__` raises is raised.
    https://docs.python.org/3/reference/datamodel.html#special-method-lookup
    """
    try:
        kind = type(object)
        attribute = type_attribute(kind, name, missing)
        if attribute is missing:
            return missing
        bind = type_attribute(type(attribute), "__get__", missing)
        if bind is missing:
            return attribute
        return bind(attribute, object, kind)
    except BaseException:
        object = None
        attribute = None
        bind = None
        raise


def async_special_method(object, name, missing):
    """As `special_method`, for `__await__` and its like: where `__get__` fails, an AttributeError."""
    failed = False
    try:
        return special_method(object, name, missing)
    except BaseException:
        failed = True
    if failed:
        words = "object %.50s does not have %s method" % (type_name(object), name)
        object = None
        raise AttributeError(words)


def type_attribute(kind, name, missing):
    """What the type *kind* or one of its bases holds under *name*, as it is; *missing* where none does.

    The MRO and the dictionaries are read through `type`'s own descriptors, so a metaclass cannot change them.
    https://docs.python.org/3/howto/descriptor.html#invocation-from-a-class
    """
    contents = type.__dict__["__dict__"].__get__
    bases = type.__dict__["__mro__"].__get__(kind, type)
    if bases is None:  # up to Python 3.9 some types of the interpreter's own are set up by the first question
        bases = kind.__mro__
    for base in bases:
        held = contents(base)
        if name in held:
            return held[name]
    return missing


def has_special(object, name):
    """Whether the type of *object* or one of its bases holds *name*."""
    missing = []
    return type_attribute(type(object), name, missing) is not missing


def type_name(object):
    """The name of *object*'s type in the interpreter's messages: `list`, but also `datetime.date`.

    Extension types put their module into it and no attribute tells, so an error without effects is asked.
    """
    try:
        str.__add__("", object)
    except TypeError as error:
        parts = str(error).split('"')
        if len(parts) > 2:
            return parts[1]
    except AttributeError:
        return type(object).__name__
    return type.__dict__["__name__"].__get__(type(object), type)


def full_type_name(object):
    """The name of *object*'s type where messages say it in full (`%T`): `Klass`, `module.Outer.Klass`."""
    kind = type(object)
    name = type.__dict__["__qualname__"].__get__(kind, type)
    module = type.__dict__["__module__"].__get__(kind, type)
    if not isinstance(module, str) or module == "builtins" or module == "__main__":
        return name
    return module + "." + name
