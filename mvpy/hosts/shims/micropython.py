# What MicroPython lacks of the host contract, in its own Python: modules, builtins, attributes that can be set.
import builtins as _builtins


def _shim():
    own_getattr, own_setattr, own_import = getattr, setattr, __import__
    # By the identity of an object that takes none; the object is kept with them, so that no other gets its identity.
    attributes = {}

    def module(name, **parts):
        """The module *name*, with *parts* besides; a copy of it, as modules may not be changed."""
        try:
            found = own_import(name)
        except ImportError:
            found = None
        copy = _Module()
        for part in dir(found) if found else ():
            own_setattr(copy, part, own_getattr(found, part))
        for part, value in parts.items():
            own_setattr(copy, part, value)
        return copy

    # attributes

    def get_attribute(subject, name, *default):
        known = attributes.get(id(subject))
        if known and name in known[1]:
            return known[1][name]
        try:
            return own_getattr(subject, name)
        except AttributeError:
            pass
        if name in ("__cause__", "__traceback__") and isinstance(subject, BaseException):
            return None
        if name in OF_TYPES and isinstance(subject, type):
            return OF_TYPES[name](subject)
        if name == "__next__" and subject is type(function()):
            return next
        if name == "__iter__" and subject is tuple:
            return iter
        return own_getattr(subject, name, *default)

    def mro(cls):
        found = [cls]
        for base in cls.__bases__:
            found += [each for each in mro(base) if each not in found]
        return tuple(found if object in found else found + [object])

    OF_TYPES = {"__setattr__": lambda kind: setattr, "__delattr__": lambda kind: delattr, "__mro__": mro}

    def set_attribute(subject, name, value):
        try:
            own_setattr(subject, name, value)
        except AttributeError:
            if not (type(subject) in CALLABLE or isinstance(subject, BaseException)):
                raise
            attributes.setdefault(id(subject), (subject, {}))[1][name] = value

    def function():
        yield

    CALLABLE = (
        type(function),
        type(get_attribute),
        type(lambda: 0),
    )  # functions, closures, generator functions

    def has_attribute(subject, name):
        try:
            getattr(subject, name)
        except AttributeError:
            return False
        return True

    # slices

    class Sliced:
        def __getitem__(self, index):
            return index

    def make_slice(start, *others):
        if not others:
            return Sliced()[:start]
        if len(others) == 1:
            return Sliced()[start : others[0]]
        return Sliced()[start : others[0] : others[1]]

    def make_format(value, specification=""):
        return ("{:" + specification + "}").format(value)

    # functions

    def update_wrapper(wrapper, wrapped):
        set_attribute(wrapper, "__name__", getattr(wrapped, "__name__", None))
        return wrapper

    class AsyncGenerator:
        def __aiter__(self):
            return self

        def __anext__(self):
            return self.asend(None)

    sequences = (list, tuple, range, str, bytes, bytearray)
    abc = module(
        "collections.abc",
        AsyncGenerator=AsyncGenerator,
        Sequence=sequences,
        Mapping=(dict,),
    )
    found = {
        "sys": module("sys", get_asyncgen_hooks=lambda: (None, None)),
        "collections": module("collections", abc=abc),
        "operator": _operator,
        "types": _types,
        "functools": module("functools", update_wrapper=update_wrapper),
        "inspect": module("inspect", isawaitable=lambda value: False),
        "collections.abc": abc,
    }

    def import_module(name, namespace=None, local=None, names=(), level=0):
        if not names:
            name = name.split(".")[0] if name in found else name
        if name in found:
            return found[name]
        return own_import(name, namespace, local, names, level)

    builtins = {
        "getattr": get_attribute, "setattr": set_attribute, "hasattr": has_attribute, "__import__": import_module,
        "slice": make_slice, "format": make_format,
    }  # fmt: skip
    for name, value in builtins.items():
        own_setattr(_builtins, name, value)


_shim()
