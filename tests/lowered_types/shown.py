"""What tests show of types: the same of `int | None` and of `typing.Optional[int]`, on every Python from 3.6 on."""

import typing


def shown(what):
    """The type *what* as text, or all types that a dictionary or a tuple holds."""
    if isinstance(what, dict):
        return {name: shown(value) for name, value in what.items()}
    if isinstance(what, (tuple, list)):
        return "[" + ", ".join(str(shown(one)) for one in what) + "]"
    if what is None or what is type(None):
        return "None"
    if isinstance(what, typing.TypeVar) or what is ...:
        return str(what)
    text = getattr(what, "__forward_arg__", what)
    if isinstance(text, str):
        return repr(text)
    items = [shown(one) for one in getattr(what, "__args__", None) or () if one != ()]
    origin = getattr(what, "__origin__", None)
    if origin is typing.Union or type(what).__name__ == "UnionType":
        return " | ".join(items)
    origin = getattr(origin, "__extra__", None) or origin or getattr(what, "__extra__", None) or what
    name = getattr(origin, "__qualname__", str(origin)).replace("typing.", "")
    return name + "[" + ", ".join(items) + "]" if items else name
