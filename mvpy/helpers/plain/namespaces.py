"""Names in the namespace of a module or of a class."""

from builtins import __dict__ as builtin_names


# Exactly: words, kinds
def load_global(namespace, name):
    """The global *name* of the module with *namespace*, or the builtin."""
    if name in namespace:
        return namespace[name]
    if name in builtin_names:
        return builtin_names[name]
    raise NameError(f"name {name!r} is not defined")


# Exactly: words
def delete_global(namespace, name):
    """`del name`, of a global."""
    if name not in namespace:
        raise NameError(f"name {name!r} is not defined")
    del namespace[name]


# Exactly: kinds
def set_up_annotations(namespace):
    """Give *namespace* its `__annotations__`, unless it has them."""
    try:
        namespace["__annotations__"]
    except KeyError:
        namespace["__annotations__"] = {}


# Exactly: kinds
def bind(namespace, name, value):
    """*value*, now bound to *name* in *namespace*."""
    namespace[name] = value
    return value
