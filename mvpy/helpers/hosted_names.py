"""Names that the output may use without defining them: builtins, operators, helpers, constants.

The expansion of `for` calls `iter`; a program may bind `iter` to something else.  So an expansion never uses
a name of the program's: it uses a *hosted* name, `_iter`, which the first statements of the output (the
prelude, see `mvpy.output.prelude_text`) publish in the module `builtins`, where every module, and every function
whose code is moved to other globals, finds it, and where `globals()` does not show it.

Because all modules of a process share them, a hosted name says all about what it stands for: `_iter` is
the builtin, `_getitem` the operator, `_unpack` the helper of the prelude, `_s_append` the string "append".
"""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from mvpy import __version__
from mvpy.helpers.constants import Constant, constant_name

OPERATORS = frozenset(
    "getitem setitem delitem add sub mul matmul truediv floordiv mod lshift rshift and_ or_ xor neg pos invert "
    "not_ truth is_ is_not eq ne lt le gt ge contains iadd isub imul imatmul itruediv ifloordiv imod ilshift "
    "irshift iand ior ixor ipow".split()
)
BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("__"))

# Of the module `typing`, for plain outputs.
TYPING = ("Generic", "TypeAliasType", "TypeVar")

# What `typing` has for generic classes of the library, and for unions, for hosts where these are no types yet.
TYPES = (
    "AbstractSet", "AsyncContextManager", "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable",
    "ByteString", "Callable", "ChainMap", "Collection", "ContextManager", "Coroutine", "Counter",
    "DefaultDict", "Deque", "Dict", "FrozenSet", "Generator", "Generic", "ItemsView", "Iterable", "Iterator",
    "KeysView", "List", "Mapping", "MappingView", "Match", "MutableMapping", "MutableSequence", "MutableSet",
    "Optional", "OrderedDict", "ParamSpec", "Pattern", "Reversible", "Sequence", "Set", "Tuple", "Type",
    "TypeVar", "TypeVarTuple", "Union", "ValuesView",
)  # fmt: skip

# Classes of the library of Python 3.14, for plain outputs: they have the names of what stands for them before.
OF_LIBRARY = {
    "library_template": ("string.templatelib", "Template"),
    "library_interpolation": ("string.templatelib", "Interpolation"),
}

# What takes the item of an index: `operator.itemgetter(index)`, called with any object, does what `object[index]` does, and
# faster than `operator.getitem`, which is called with two.  For exact cores.
ITEMS = {f"itemgetter_{index}": index for index in range(10)}

# How the names of constants begin.
HOSTED = ("_s_", "_b_", "_f_", "_j_", "_minus_")

# The plain helpers that constants are made of, beside identifiers.
OF_CONSTANTS = "text.py"

# Of the outputs: two that differ in it may have helpers that differ.
VERSION = __version__.rpartition(".")[0]

PRELUDE = Path(__file__).with_name("prelude")
ORDINARY = Path(__file__).with_name("ordinary")
PLAIN = Path(__file__).with_name("plain")


@cache
def prelude_functions() -> dict[str, Path]:
    """The helpers written in Python under `mvpy/helpers/prelude/`: name -> file."""
    return functions_in(PRELUDE)


@cache
def ordinary_functions() -> dict[str, Path]:
    """Those of these that are shorter in all of Python, under `mvpy/helpers/ordinary/`: name -> file."""
    return functions_in(ORDINARY)


@cache
def plain_functions() -> dict[str, Path]:
    """The helpers of plain outputs, under `mvpy/helpers/plain/`: name -> file."""
    return functions_in(PLAIN)


EXACTLY = re.compile(r"^# Exactly: (.+)\ndef (\w+)\b", re.MULTILINE)


@cache
def exact_kinds() -> dict[str, frozenset[str]]:
    """Of each helper that plain outputs and the prelude have, the kinds of things in which the prelude's does more."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(PLAIN.glob("*.py"))]
    return {name: frozenset(kinds.split(", ")) for text in texts for kinds, name in EXACTLY.findall(text)}


def helper_file(helper: str, kinds: frozenset[str]) -> Path:
    """The file with *helper* as it is in an output that does what CPython does with respect to *kinds*."""
    plain = plain_functions().get(helper)
    exact = prelude_functions().get(helper)
    if plain and (exact is None or kinds.isdisjoint(exact_kinds()[helper])):
        return plain
    return prelude_functions()[helper]


def functions_in(folder: Path) -> dict[str, Path]:
    """The functions and classes in the files of *folder*: name -> file."""
    found = {}
    for path in sorted(folder.glob("*.py")):
        for name in re.findall(r"^(?:def|class) (\w+)\b", path.read_text(encoding="utf-8"), re.MULTILINE):
            found[name] = path
    return found


def _origins() -> dict[str, tuple[str, str]]:
    """Helper -> (module, attribute), for those that are somebody else's; the prelude's own are ("", name)."""
    table = {name: ("operator", name) for name in OPERATORS}
    table["power"] = ("operator", "pow")
    table |= {name: ("operator", name) for name in ("itemgetter", *ITEMS)}
    table["exc_info"] = ("sys", "exc_info")
    table["sys_modules"] = ("sys", "modules")
    table["new_class"] = ("types", "new_class")
    table["builtin_import"] = ("builtins", "__import__")
    table |= {name: ("", name) for name in (*plain_functions(), *prelude_functions())}
    table |= {name: ("typing", name) for name in TYPING}
    table |= {f"typing_{name}": ("typing", name) for name in TYPES}  # helpers have some of these names
    table |= OF_LIBRARY
    # Constants of the language, for the rewrites of literals.
    table |= {"none": ("builtins", "None"), "true": ("builtins", "True"), "false": ("builtins", "False")}
    table["ellipsis"] = ("builtins", "Ellipsis")
    table["debug"] = ("builtins", "__debug__")
    # What the prelude's first lines define.
    table |= {"tuple_of": ("first", "tuple_of"), "end": ("first", "end"), "join": ("first", "join")}
    table |= {"list_append": ("first", "list_append"), "list_pop": ("first", "list_pop")}
    table["stop_value"] = ("first", "stop_value")
    table |= {"namespace_of_builtins": ("first", "builtins"), "keep": ("first", "keep")}
    table["missing"] = ("first", "missing")  # in plain outputs only
    return table


HELPERS: dict[str, tuple[str, str]] = _origins()


def is_own(helper: str) -> bool:
    """Is *helper* written here, and nobody else's function?"""
    return helper in plain_functions() or HELPERS.get(helper, ("builtins",))[0] == ""


def published_name(helper: str) -> str:
    """The name of *helper* in `builtins`: after the first version, each has its own names for what is written here."""
    return f"_{helper}_{VERSION.replace('.', '_')}" if VERSION != "0.1" and is_own(helper) else f"_{helper}"


def is_of_constants(helper: str) -> bool:
    """Are constants of a plain core made by *helper*?"""
    return helper in plain_functions() and plain_functions()[helper].name == OF_CONSTANTS


Used = str | tuple[str, Constant]  # a builtin or a helper by its name, or ("constant", its value)


class Hosted:
    """The hosted names that one module uses.

    `used` maps each to what it stands for: a helper's name, or ("constant", value).
    """

    def __init__(self, taken: set[str], partial: bool = False, shared: bool = False) -> None:
        self.taken = taken
        self.shared = shared  # do they go to `builtins`, where outputs of other versions publish theirs?
        self.partial = partial
        self.bound: frozenset[str] = frozenset()  # names that some scope of the module binds
        self.outside: frozenset[str] = frozenset()  # names that others bind in it
        self.looked_up: frozenset[str] = frozenset()  # names that the mapping of a class may be asked for
        self.handed: set[str] = set()  # those that a function of the module is handed
        self.star = False  # is there a `from m import *`?
        self.used: dict[str, Used] = {}
        self.names: dict[object, str] = {}

    def name(self, helper: str) -> str:
        """The hosted name of a builtin or helper; a builtin that the module never mentions otherwise may
        stand as itself where only some rewrites are at work."""
        found = self.names.get(helper)
        if found is None:
            if self.partial and helper in BUILTINS and self.plain_is_safe(helper):
                found = helper
            else:
                name = OF_LIBRARY[helper][1] if helper in OF_LIBRARY else helper
                found = self.publish(published_name(helper) if self.shared else f"_{name}", helper)
            self.names[helper] = found
        return found

    def constant(self, value: Constant) -> str:
        """The hosted name of a constant."""
        key = (type(value), repr(value)) if isinstance(value, (float, complex)) else (type(value), value)
        found = self.names.get(key)
        if found is None:
            found = self.names[key] = self.publish(constant_name(value), ("constant", value))
        return found

    def name_of(self, what: Used) -> str:
        """The hosted name of *what* such a name stands for, as in `used`."""
        return self.name(what) if isinstance(what, str) else self.constant(what[1])

    def publish(self, name: str, what: Used) -> str:
        """The name, like *name*, under which the output has *what*."""
        n = 1
        free = name
        while free in self.taken:
            n += 1
            free = f"{name}_{n}_"
        self.used[free] = what
        return free

    def plain_is_safe(self, builtin: str) -> bool:
        """Can *builtin* be read by its own name?  Not where the module binds it or plays with builtins,
        or where what the program means by it and what an expansion does must be told apart."""
        if self.star or self.taken & {"builtins", "__builtins__"}:
            return False
        return builtin not in self.bound | self.looked_up | self.outside

    @contextmanager
    def left_as_they_are(self) -> Iterator[None]:
        """Names that are asked for meanwhile are forgotten: what is printed on the way decides nothing about the output."""
        used, names = self.used.copy(), self.names.copy()
        yield
        self.used.clear()
        self.used.update(used)
        self.names.clear()
        self.names.update(names)

    def own_names(self) -> dict[str, str]:
        """The names of builtins that can be read by their own, with these; what asks for the truth is `bool`."""
        builtins = {name: "bool" if what == "truth" else what for name, what in self.used.items()}
        return {
            name: own
            for name, own in builtins.items()
            if isinstance(own, str)
            and own in BUILTINS
            and self.plain_is_safe(own)
            and name not in self.handed
        }

    def owns(self, name: str) -> bool:
        """Would *name* collide with a hosted name?"""
        return name[1:] in HELPERS or name[1:] in BUILTINS or name.startswith(HOSTED)
