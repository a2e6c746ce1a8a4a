"""Functions made to look like what they stand for: a lambda, a comprehension, the body of a class."""

from sys import version_info


def named(function, name, known={}):
    """*function*, now called *name*: `__name__`, the last part of `__qualname__`, and the names its code has.

    The qualified names of the functions nested in it follow.
    https://docs.python.org/3/reference/datamodel.html#function.__qualname__
    """
    code = getattr(function, "__code__", None)
    key = (id(code), name, full_name(function))
    if relabelled(function, name, known.get(key)):
        return function
    qualified(function, name, around(function) + name)
    keep_labels(function, code, key, known)
    return function


def relabelled(function, name, labels):
    """Whether *function* has been called *name* by *labels*, which an earlier one of the same code got."""
    if labels is None:
        return False
    function.__code__ = labels[1]
    function.__name__ = name
    function.__qualname__ = labels[2]
    return True


def keep_labels(function, code, key, known):
    """Keep in *known*, under *key*, what *function* of that *code* is now called.

    Functions that one definition makes share their code; to copy it takes twenty times as long as to make a
    function.
    """
    if hasattr(code, "replace"):
        if len(known) > 10000:
            known.clear()
        known[key] = (code, function.__code__, function.__qualname__)


def around(function):
    """The qualified name of *function* up to its last part."""
    parts = full_name(function).rpartition(".")
    return parts[0] + parts[1]


def qualified(function, name, qualname):
    """*function*, now called *name*, with the whole qualified name *qualname*."""
    return renamed(function, name, qualname, qualname + ".<locals>.")


def renamed(function, name, qualname, inside):
    """*function*, now called *name*, with the qualified name *qualname*; functions in it are called *inside*x."""
    code = getattr(function, "__code__", None)
    if hasattr(code, "replace"):
        function.__code__ = renamed_code(code, full_name(function), name, qualname, inside, 0)
    try:
        function.__name__ = name
        function.__qualname__ = qualname
    except (AttributeError, TypeError):
        return function
    return function


def transparent(function):
    """*function*; those in it are qualified as if it were not there."""
    return renamed(function, function.__name__, full_name(function), around(function))


def class_body(function, name, qualname):
    """*function*, made ready for `__build_class__`: `locals()` in it is the namespace of the class.

    Its code loses CO_OPTIMIZED and CO_NEWLOCALS, and the functions in it are qualified as members of the
    class.
    https://docs.python.org/3/library/inspect.html#inspect.CO_OPTIMIZED
    """
    code = getattr(function, "__code__", None)
    if hasattr(code, "replace"):
        function.__code__ = renamed_code(code, full_name(function), name, qualname, qualname + ".", 3)
    return function


def class_cell(reader):
    """The cell of the only free variable of the function *reader*; None where the host shows no cells.

    https://docs.python.org/3/reference/datamodel.html#function.__closure__
    """
    cells = getattr(reader, "__closure__", None)
    if cells:
        return cells[0]
    return None


def full_name(function):
    """The qualified name of *function*, or what the host has in its place."""
    return getattr(function, "__qualname__", None) or getattr(function, "__name__", "")


def renamed_code(code, old, name, qualname, inside, cleared, known={}):
    """*code*, whose functions are named after *old*, for a function *name* that is named *qualname*.

    The flags *cleared* are cleared; nested functions are named *inside*x.  Codes are kept in *known*, since
    copying takes twenty times as long as making a function, and since functions that one definition makes
    share their code.
    """
    key = (id(code), name, qualname, inside, cleared)
    entry = known.get(key)
    if entry is not None and entry[0] is code and entry[1] == old:
        return entry[2]
    changes = {"co_name": name, "co_flags": code.co_flags & ~cleared}
    if hasattr(code, "co_qualname"):
        changes["co_qualname"] = qualname
    changes["co_consts"] = renamed_constants(code.co_consts, old + ".<locals>.", inside)
    changed = code.replace(**changes)
    if len(known) > 10000:
        known.clear()
    known[key] = (code, old, changed)
    return changed


def renamed_constants(constants, old, new):
    """The tuple *constants* of a code, with the prefix *new* for *old* in every qualified name.

    Up to Python 3.10 a nested function's qualified name is a constant beside its code, later a part of its
    code.
    """
    changed = []
    for constant in constants:
        if isinstance(constant, str) and constant.startswith(old):
            constant = constant.replace(old, new, 1)
        elif hasattr(constant, "co_consts"):
            changes = {"co_consts": renamed_constants(constant.co_consts, old, new)}
            qualname = getattr(constant, "co_qualname", "")
            if qualname.startswith(old):
                changes["co_qualname"] = qualname.replace(old, new, 1)
            constant = constant.replace(**changes)
        changed.append(constant)
    return tuple(changed)


def reflagged(function, cleared, added):
    """A function like *function*, the flags *cleared* of its code cleared and those of *added* set.

    https://docs.python.org/3/library/inspect.html#code-objects-bit-flags
    """
    code = function.__code__
    changed = code.replace(co_flags=code.co_flags & ~cleared | added)
    made = type(function)(
        changed, function.__globals__, function.__name__, function.__defaults__, function.__closure__
    )
    made.__kwdefaults__ = function.__kwdefaults__
    made.__qualname__ = function.__qualname__
    made.__module__ = function.__module__
    made.__doc__ = function.__doc__
    made.__dict__.update(function.__dict__)
    if getattr(function, "__type_params__", None):
        made.__type_params__ = function.__type_params__
    if function.__annotations__:
        made.__annotations__ = function.__annotations__
    return made


def documented(function, doc):
    """*function*, with *doc* for its docstring.

    https://docs.python.org/3/reference/datamodel.html#function.__doc__
    """
    function.__doc__ = doc
    return function


def annotated(function, annotations):
    """*function*, with the dict *annotations*.

    https://docs.python.org/3/reference/datamodel.html#function.__annotations__
    """
    function.__annotations__ = annotations
    return function


def naming(name):
    """A decorator that calls a function *name*."""

    def name_it(function):
        return named(function, name)

    return name_it


def comprehension(function, name, known={}):
    """*function*, made to look like a comprehension or generator expression called *name*.

    Its parameter is `.0`, as CPython's is (for all but generator expressions up to Python 3.11), and its
    temporaries, whose names begin with an underscore, are variables that no program can have.  Functions in it
    are `<genexpr>.x`, without `<locals>`; from Python 3.12 on those in a comprehension do not name it at all.
    """
    code = getattr(function, "__code__", None)
    key = (id(code), name, full_name(function))
    if relabelled(function, name, known.get(key)):
        return function
    if hasattr(code, "replace"):
        names = []
        for variable in code.co_varnames:
            if not names and (name == "<genexpr>" or version_info < (3, 12)):
                variable = ".0"
            elif variable.startswith("_item") or variable.startswith("_iterator"):
                variable = "." + variable.lstrip("_")
            names.append(variable)
        function.__code__ = code.replace(co_varnames=tuple(names))
    qualname = around(function) + name
    inside = qualname + "."
    if name != "<genexpr>" and version_info >= (3, 12):
        inside = around(function)
    renamed(function, name, qualname, inside)
    keep_labels(function, code, key, known)
    return function


def qualifying(name):
    """A decorator that calls a function *name*, and nothing but that in its `__qualname__`."""

    def qualify_it(function):
        return qualified(function, name, name)

    return qualify_it


def super_reads_argument():
    """Whether an attribute of `super()` is fetched by an instruction that reads the first parameter itself."""
    return version_info >= (3, 12)
