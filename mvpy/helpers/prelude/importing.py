"""Import statements: what comes after the call of `__import__`."""

from operator import setitem
from sys import modules, path, version_info
from types import ModuleType

from mvpy.helpers.prelude.special import has_special, type_name


def submodule(module, dotted_name):
    """What `import a.b.c as d` binds: attributes followed from *module*, which is `a`, along *dotted_name*.

    https://docs.python.org/3/reference/simple_stmts.html#the-import-statement
    """
    names = iter(dotted_name.split("."))
    next(names)
    for name in names:
        module = import_from(module, name)
    return module


def import_from(module, name):
    """What `from module import name` binds: the attribute, or during a circular import the submodule.

    https://docs.python.org/3/reference/simple_stmts.html#the-import-statement
    """
    missing = []
    value = attribute(module, name, missing)
    if value is not missing:
        return value
    module_name = name_of_module(module, missing)
    if module_name is not None:
        value = modules.get(module_name + "." + name, missing)
        if value is not missing:
            return value
    if version_info >= (3, 14):
        raise no_such_name(module, name, module_name)
    raise no_such_name_before_3_14(module, name, module_name)


def attribute(object, name, missing):
    """The attribute *name* of *object*, or *missing*; any error but AttributeError is raised."""
    return getattr(object, name, missing)


def name_of_module(module, missing):
    """The `__name__` of *module* if it is a string; else None.

    Up to Python 3.12 an error of asking for it counts as none.
    """
    try:
        name = attribute(module, "__name__", missing)
    except BaseException:
        if version_info >= (3, 13):
            raise
        return None
    if isinstance(name, str):
        return name
    return None


def no_such_name_before_3_14(module, name, module_name):
    """The ImportError for a *name* that *module*, called *module_name*, has not; up to Python 3.13."""
    words = "cannot import name %r from %r (%s)"
    file = file_of_module(module)
    if file is None:
        return import_error(words % (name, shown(module_name), "unknown location"), module_name, None, name)
    if is_initializing(module):
        words = (
            "cannot import name %r from partially initialized module %r"
            " (most likely due to a circular import) (%s)"
        )
    return import_error(words % (name, shown(module_name), file), module_name, file, name)


def no_such_name(module, name, module_name):
    """The ImportError for a *name* that *module*, called *module_name*, has not; from Python 3.14 on."""
    words = "cannot import name %r from %r (%s)"
    missing = []
    spec = attribute(module, "__spec__", missing)
    if spec is missing:
        return import_error(words % (name, shown(module_name), "unknown location"), module_name, None, name)
    origin = origin_of_spec(spec)
    shadowing = is_possibly_shadowing(origin)
    if origin is None:
        origin = file_of_module(module)
    place = origin
    if origin is None:
        place = "unknown location"
    if shadowing and shown(module_name) in modules["sys"].stdlib_module_names:
        words = (
            "cannot import name %r from %r (consider renaming %r since it has the same name as the standard"
            " library module named %r and prevents importing that standard library module)"
        )
        return import_error(words % (name, module_name, origin, module_name), module_name, origin, name)
    if attribute(spec, "_initializing", False):
        if shadowing:
            words = (
                "cannot import name %r from %r (consider renaming %r if it has the same name as a library"
                " you intended to import)"
            )
            return import_error(words % (name, shown(module_name), origin), module_name, origin, name)
        words = (
            "cannot import name %r from partially initialized module %r"
            " (most likely due to a circular import) (%s)"
        )
    return import_error(words % (name, shown(module_name), place), module_name, origin, name)


def shown(module_name):
    """*module_name* for a message."""
    if module_name is None:
        return "<unknown module name>"
    return module_name


def file_of_module(module):
    """The `__file__` of a real module, if it is a string; else None."""
    if isinstance(module, ModuleType):
        file = ModuleType.__dict__["__dict__"].__get__(module, ModuleType).get("__file__")
        if isinstance(file, str):
            return file
    return None


def is_initializing(module):
    """Whether the import of *module* is still running; any error of asking counts as no."""
    try:
        return bool(module.__spec__._initializing)
    except BaseException:
        return False


def origin_of_spec(spec):
    """The file that *spec* says it comes from, or None."""
    if attribute(spec, "has_location", False):
        origin = attribute(spec, "origin", None)
        if isinstance(origin, str):
            return origin
    return None


def is_possibly_shadowing(origin, start=list(path)):
    """Whether the file *origin* lies where the program does, so that it may hide a module of the same name.

    *start* is `sys.path` when the program starts.
    """
    if origin is None or not start or getattr(modules["sys"].flags, "safe_path", False):
        return False
    folder = origin.rpartition("/")
    if folder[2] == "__init__.py":
        folder = folder[0].rpartition("/")
    first = start[0]
    if first == "":
        first = __import__("os").getcwd()
    return folder[1] == "/" and folder[0] == first


def import_error(words, module_name, path, name):
    """The ImportError that says *words*, with its attributes."""
    if version_info >= (3, 12):
        return ImportError(words, name=module_name, path=path, name_from=name)
    return ImportError(words, name=module_name, path=path)


def import_star(module, namespace):
    """Bind in *namespace* what `from module import *` binds: `__all__`, or every name without a leading `_`.

    https://docs.python.org/3/reference/simple_stmts.html#the-import-statement
    """
    missing = []
    names = attribute(module, "__all__", missing)
    public_only = names is missing
    if public_only:
        held = attribute(module, "__dict__", missing)
        if held is missing:
            raise ImportError("from-import-* object has no __dict__ and no __all__")
        names = list(held.keys())
    position = 0
    name = item_at(names, position, missing)
    while name is not missing:
        if not isinstance(name, str):
            raise not_a_name(module, name, public_only)
        if not public_only or not name.startswith("_"):
            setitem(namespace, name, getattr(module, name))
        position = position + 1
        name = item_at(names, position, missing)


def item_at(names, position, missing):
    """`names[position]`, or *missing* after the last; *names* must be a sequence."""
    if not has_special(names, "__getitem__"):
        raise TypeError("'" + type_name(names) + "' object does not support indexing")
    if issubclass(type(names), dict):
        raise TypeError(type_name(names) + " is not a sequence")
    try:
        return names[position]
    except IndexError:
        return missing


def not_a_name(module, name, public_only):
    """The TypeError for a *name* of *module* that is no string."""
    module_name = module.__name__
    if not isinstance(module_name, str):
        return TypeError("module __name__ must be a string, not " + type_name(module_name))
    where = "Item in " + module_name + ".__all__"
    if public_only:
        where = "Key in " + module_name + ".__dict__"
    return TypeError(where + " must be str, not " + type_name(name))
