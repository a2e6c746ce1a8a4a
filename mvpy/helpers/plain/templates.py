"""Template strings, for hosts before Python 3.14: the classes of `string.templatelib`, without its words."""

from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Interpolation:
    """A field of a template string: its value, the text of the expression, and how it is to be shown."""

    value: object
    expression: str
    conversion: "str | None" = None
    format_spec: str = ""


class Template:
    """A template string of *parts*, which are texts and interpolations."""

    def __init__(self, *parts):
        self._parts = [""]  # texts and interpolations in turn
        for part in parts:
            if isinstance(part, Interpolation):
                self._parts += part, ""
            else:
                self._parts[-1] += part

    @property
    def strings(self):
        return tuple(self._parts[::2])

    @property
    def interpolations(self):
        return tuple(self._parts[1::2])

    @property
    def values(self):
        return tuple(field.value for field in self.interpolations)

    def __iter__(self):
        return filter(None, self._parts)

    def __add__(self, other):
        return Template(*self, *other) if isinstance(other, Template) else NotImplemented
