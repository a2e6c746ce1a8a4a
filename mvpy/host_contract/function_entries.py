"""Functions of modules, and other names in them."""

from __future__ import annotations

from mvpy.host_contract.entry import Entry, entries_of

# What follows the name that is looked up in the probe of an entry `module.name`: the name is bound.
OPERATOR = {
    "add": ("+", "print(add(1, 0))"),
    "sub": ("-", "print(sub(3, 2))"),
    "mul": ("*", "print(mul(1, 1))"),
    "truediv": ("/", "told(truediv(4, 2))"),
    "floordiv": ("//", "print(floordiv(7, 4))"),
    "mod": ("%", "print(mod(7, 2))"),
    "pow": ("**", "print(pow(7, 0))"),
    "lshift": ("<<", "print(lshift(1, 0))"),
    "rshift": (">>", "print(rshift(2, 1))"),
    "and_": ("&", "print(and_(3, 5))"),
    "or_": ("|", "print(or_(1, 1))"),
    "xor": ("^", "print(xor(3, 2))"),
    "neg": ("-x", "print(neg(neg(1)))"),
    "pos": ("+x", "print(pos(1))"),
    "invert": ("~x", "print(invert(invert(1)))"),
    "not_": ("not", "told(not_(0))"),
    "is_": ("is", "told(is_(print, print))"),
    "is_not": ("is not", "told(is_not(print, len))"),
    "eq": ("==", "told(eq(1, 1))"),
    "ne": ("!=", "told(ne(1, 2))"),
    "lt": ("<", "told(lt(1, 2))"),
    "le": ("<=", "told(le(1, 1))"),
    "gt": (">", "told(gt(2, 1))"),
    "ge": (">=", "told(ge(1, 1))"),
    "contains": ("in", "told(contains(dict(one=1), min(dict(one=0))))"),
    "getitem": ("x[y]", "print(getitem(tuple_of(0, 1), 1))"),
    "setitem": ("x[y] = z", "items = dict()\nsetitem(items, 7, 7)\nprint(len(items))"),
    "delitem": ("del x[y]", "items = dict(one=1, two=2)\ndelitem(items, min(items))\nprint(len(items))"),
    "iadd": ("+=", "print(iadd(1, 0))"),
    "isub": ("-=", "print(isub(3, 2))"),
    "imul": ("*=", "print(imul(1, 1))"),
    "itruediv": ("/=", "told(itruediv(4, 2))"),
    "ifloordiv": ("//=", "print(ifloordiv(7, 4))"),
    "imod": ("%=", "print(imod(7, 2))"),
    "ipow": ("**=", "print(ipow(7, 0))"),
    "ilshift": ("<<=", "print(ilshift(1, 0))"),
    "irshift": (">>=", "print(irshift(2, 1))"),
    "iand": ("&=", "print(iand(3, 5))"),
    "ior": ("|=", "print(ior(1, 1))"),
    "ixor": ("^=", "print(ixor(3, 2))"),
    "matmul": ("@", "print(matmul(made(__matmul__=last), 1))"),
    "imatmul": ("@=", "print(imatmul(made(__matmul__=last), 1))"),
}
LAST = "def last(self, other):\n    return other\n\n\n"

OTHERS = entries_of(
    "function",
    """
# types.new_class: it makes a class: of a name, bases, keywords, and a function that fills the namespace
def body(namespace):
    getattr(namespace, min(dict(update=0)))(dict(one=1))


print(getattr(new_class(min(dict(Made=0)), tuple_of(), dict(), body), min(dict(one=0))))

# types.ModuleType: the class of modules
told(isinstance(__import__(min(dict(types=0))), ModuleType))

# sys.modules: the modules that are loaded
told(modules)

# sys.version_info: the version of the language, which can be compared with a tuple
told(len(min(version_info, tuple_of(99))))

# sys.get_asyncgen_hooks: what an event loop wants to know of asynchronous generators
told(len(get_asyncgen_hooks()))

# builtins.__dict__: the namespace of the builtins
told(found)

# collections.abc.Sequence: the class of all sequences
told(issubclass(list, Sequence))

# collections.abc.Mapping: the class of all mappings
told(issubclass(dict, Mapping))

# collections.abc.AsyncGenerator: the base of classes of asynchronous generators
told(isinstance(AsyncGenerator, type))

# functools.update_wrapper: it makes one function look like another
update_wrapper(value_of, tuple_of)
is_named(getattr(value_of, min(dict(__name__=0))), tuple_of=0)

# functools.cached_property: an attribute that a function gives once
def one(self):
    return 1


kind = new_class(min(dict(Made=0)), tuple_of(), dict(), body_of(dict(one=cached_property(one))))
print(getattr(kind(), min(dict(one=0))))

# inspect.isawaitable: can something be awaited
isawaitable(1)
print(1)

# dataclasses.dataclass: a decorator that gives a class its methods
told(isinstance(dataclass(class_of()), type))

# __future__.annotations: what the future import names
annotations
print(1)

# typing.TypeVar: a type variable
TypeVar(min(dict(T=0)))
print(1)

# typing.Generic: the base of generic classes
told(isinstance(Generic, type))

# typing.Union: one of several types
Union
print(1)

# typing.__dict__: what the module has
told(found)

# types.__dict__: what the module has
told(found)
""",
)


def fetching(entry: Entry) -> Entry:
    """*entry*, its probe below lines that bind what it is about to its name, or to `found`."""
    *path, name = entry.name.split(".")
    module = f"min(dict({path[0]}=0))"
    fetched = f"__import__({module})"
    if len(path) > 1:
        module = f"dotted({', '.join(f'min(dict({part}=0))' for part in path)})"
        fetched = f"getattr(__import__({module}), min(dict({path[1]}=0)))"
    bound = "found" if name.startswith("__") else name
    lines = f"{bound} = getattr({fetched}, min(dict({name}=0)))\n"
    return Entry(entry.kind, entry.name, entry.says, lines + entry.probe)


FUNCTIONS = tuple(
    fetching(entry)
    for entry in (
        *(
            Entry(
                "function", f"operator.{name}", f"`{sign}`", (LAST if "last" in probe else "") + probe + "\n"
            )
            for name, (sign, probe) in OPERATOR.items()
        ),
        *OTHERS,
    )
) + entries_of(
    "function",
    """
# sys.flags: its `optimize` is 0 where assertions hold; where there are no flags, they do
getattr(getattr(__import__(min(dict(sys=0))), min(dict(flags=0))), min(dict(optimize=0)))
print(1)
""",
)
