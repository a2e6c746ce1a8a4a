"""What stands in for names of the library that other helpers use, where a host is too old to have them."""


class kept_property:
    """`functools.cached_property`, which came with Python 3.8."""

    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        if instance is None:
            return self
        vars(instance)[self.function.__name__] = self.function(instance)
        return vars(instance)[self.function.__name__]


def with_fields(**options):
    """`dataclasses.dataclass`, which came with Python 3.7; it takes no notice of *options*."""

    def decorated(kind):
        names = tuple(kind.__annotations__)

        def __init__(self, *values, **named):
            vars(self).update(zip(names, values), **named)

        def __repr__(self):
            shown = [f"{name}={getattr(self, name)!r}" for name in names]
            return f"{kind.__qualname__}({', '.join(shown)})"

        kind.__init__, kind.__repr__ = __init__, __repr__
        kind.__match_args__ = names
        return kind

    return decorated
