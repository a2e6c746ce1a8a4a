"""Template strings."""

from operator import getitem
from sys import version_info


def template(strings, fields):
    """The template of the texts *strings* and the *fields* between them.

    A field is (value, text of the expression, conversion, format specification).
    https://docs.python.org/3/library/string.templatelib.html
    """
    kinds = template_kinds()
    interpolation = kinds[1]
    parts = []
    for string in strings:
        parts.append(string)
        if len(parts) < 2 * len(strings) - 1:
            parts.append(made_interpolation(interpolation, *fields[len(parts) // 2]))
    return kinds[0](*parts)


def made_interpolation(kind, value, expression, conversion, specification):
    """The interpolation of a field, of the class *kind*.

    From Python 3.15 on the space behind an expression belongs to its text.
    """
    if (3, 14) <= version_info < (3, 15, 0, "final"):
        expression = expression.rstrip()
    return kind(value, expression, conversion, specification)


def template_kinds(found=[]):
    """The classes Template and Interpolation, the host's or ours.

    The host's are asked from `object`: a program may have a module `string` of its own.
    """
    if not found and version_info >= (3, 14):
        for kind in object.__subclasses__():
            if kind.__module__ == "string.templatelib" and not kind.__flags__ & 512:  # it is written in C
                if kind.__name__ == "Template":
                    found.insert(0, kind)
                elif kind.__name__ == "Interpolation":
                    found.append(kind)
    if not found:
        interpolation = interpolation_class()
        found.append(template_class(interpolation))
        found.append(interpolation)
    return found


def interpolation_class():
    """The class Interpolation, for hosts that have none."""

    def make(cls, value, expression="", conversion=None, format_spec=""):
        check_text("expression", expression)
        if conversion is not None:
            check_text("conversion", conversion)
            if conversion not in ("s", "a", "r"):
                raise ValueError("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
        check_text("format_spec", format_spec)
        return filled(object.__new__(cls), names, (value, expression, conversion, format_spec))

    def check_text(name, value):
        if not isinstance(value, str):
            raise TypeError(
                "Interpolation() argument '%s' must be str, not %s" % (name, type(value).__name__)
            )

    def values(self):
        return self.value, self.expression, self.conversion, self.format_spec

    def represent(self):
        return "Interpolation(%r, %r, %r, %r)" % values(self)

    def reduce(self):
        return type(self), values(self)

    names = ("value", "expression", "conversion", "format_spec")
    methods = {"__new__": make, "__match_args__": names, "__repr__": represent, "__reduce__": reduce}
    return final_class("Interpolation", names, methods)


def template_class(interpolation):
    """The class Template, for hosts that have none; *interpolation* is the class of its fields."""

    def make(cls, *parts, **keywords):
        if keywords:
            raise TypeError("Template.__new__ only accepts *args arguments")
        strings = [""]
        fields = []
        for part in parts:
            if isinstance(part, str):
                strings.append(strings.pop() + part)
            elif isinstance(part, interpolation):
                fields.append(part)
                strings.append("")
            else:
                words = "Template.__new__ *args need to be of type 'str' or 'Interpolation', got "
                raise TypeError(words + type(part).__name__)
        return made(tuple(strings), tuple(fields))

    def made(strings, fields):
        return filled(object.__new__(template), names, (strings, fields))

    def iterate(self):
        parts = []
        fields = iter(self.interpolations)
        for string in self.strings:
            if string:
                parts.append(string)
            parts.append(next(fields, None))
        parts.pop()  # behind the last text there is no field
        return iterator(iter(parts))

    def add(self, other):
        if not isinstance(other, template):
            words = (
                'can only concatenate string.templatelib.Template (not "%s") to string.templatelib.Template'
            )
            raise TypeError(words % type(other).__name__)
        strings = list(self.strings)
        strings.append(strings.pop() + other.strings[0])
        return made(
            tuple(strings) + getitem(other.strings, slice(1, None)),
            self.interpolations + other.interpolations,
        )

    def represent(self):
        return "Template(strings=%r, interpolations=%r)" % (self.strings, self.interpolations)

    def reduce(self):
        return made, (self.strings, self.interpolations)

    def values(self):
        found = []
        for field in self.interpolations:
            found.append(field.value)
        return tuple(found)

    names = ("strings", "interpolations")
    methods = {
        "__new__": make,
        "__iter__": iterate,
        "__add__": add,
        "__repr__": represent,
        "__reduce__": reduce,
    }
    methods["values"] = property(values)
    template = final_class("Template", names, methods)
    iterator = iterator_class()
    return template


def iterator_class():
    """The class of iterators over templates, for hosts that have none."""

    def set_up(self, parts):
        self.parts = parts

    def itself(self):
        return self

    def advance(self):
        return next(self.parts)

    methods = {"__init__": set_up, "__iter__": itself, "__next__": advance}
    methods["__module__"] = "string.templatelib"
    methods["__slots__"] = ("parts",)
    return type("TemplateIter", (), methods)


def final_class(name, slots, methods):
    """A class *name* of `string.templatelib`, whose objects cannot be changed, and which has no subclasses."""

    def refuse(self, attribute, *value):
        if attribute in slots:
            raise AttributeError("readonly attribute")
        if attribute in methods and attribute == "values":
            words = "attribute %r of 'string.templatelib.%s' objects is not writable"
            raise AttributeError(words % (attribute, name))
        words = (
            "'string.templatelib.%s' object has no attribute %r and no __dict__ for setting new attributes"
        )
        raise AttributeError(words % (name, attribute))

    def no_subclass(cls, **keywords):
        raise TypeError("type 'string.templatelib.%s' is not an acceptable base type" % name)

    def itself(cls, item):
        return cls

    methods["__module__"] = "string.templatelib"
    methods["__doc__"] = name + " object"
    methods["__slots__"] = slots
    methods["__setattr__"] = refuse
    methods["__delattr__"] = refuse
    methods["__init_subclass__"] = classmethod(no_subclass)
    methods["__class_getitem__"] = classmethod(getattr(__import__("types"), "GenericAlias", itself))
    return type(name, (), methods)


def filled(target, names, values):
    """*target*, whose slots *names* hold *values*, past its own `__setattr__`."""
    rest = iter(values)
    for name in names:
        getattr(type(target), name).__set__(target, next(rest))
    return target
