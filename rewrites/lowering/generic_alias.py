"""Classes with items, as `list[int]`, where the host evaluates them: those of `typing`, or without the items.

    from queue import Queue

    class Names(dict[str, list[int]]):
        def fill(self, waiting: Queue[str], kind: type[int] = int) -> tuple[int, ...]:
            return tuple[int, ...](kind(name) for name in self)

becomes

    from queue import Queue
    import typing

    class Names(typing.Dict[str, typing.List[int]]):
        def fill(self, waiting: Queue, kind: typing.Type[int] = int) -> typing.Tuple[int, ...]:
            return tuple(kind(name) for name in self)

Grammar
    subscription ::= primary '[' flexible_expression_list ']'

Meaning
    1. What `typing` has another name for, gets that name, as a base, too.
    2. Where the class itself is needed, to be called or asked for an attribute, it stays alone.
    3. So it does where `typing` has nothing for it; a class that is made of one with type variables gets `Generic`.
       Before Python 3.11 so does one that unpacks the items of another: `tuple[str, *tuple[int, ...]]`.
    4. A variable that is bound to such a class, and called, is asked for the class.

Left alone
    Annotations that nobody evaluates: of variables in functions, under `TYPE_CHECKING`, and all in a module that says
    `from __future__ import annotations`. Branches of `sys.version_info` that the host does not take.

Differs
    They are those of `typing`: `type(list[int])`, its `repr` and what it is equal to are others. Of a class that `typing`
    does not have, such as `queue.Queue[int]`, nobody learns the items.

Reference
    https://docs.python.org/3/library/stdtypes.html#types-genericalias
    PEP 585
"""

import re

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.lowering.run_time_types.generic_bases import generic_bases, with_base
from mvpy.rewrites.lowering.run_time_types.generics import Generics
from mvpy.rewrites.lowering.run_time_types.library import GENERIC, VERSIONS
from mvpy.rewrites.lowering.run_time_types.places import Places
from mvpy.rewrites.lowering.run_time_types.sites import Sites, expression_at, sites
from mvpy.rewrites.lowering.run_time_types.spelling import Spelling
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("classes with items"),  # which are types is not seen at a node
    grammar="subscription",
    newer=tuple(Newer(version, "a class with items, as list[int]") for version in VERSIONS),
    sees=("layout", "texts", "fields"),
)

# A class of the library with items, or one that gets another name.
NAMES = "|".join(sorted({path.rpartition(".")[2] for path in GENERIC}))
WORDS = re.compile(rf"\b(?:{NAMES})\s*(?:\[|as\b|#|$)", re.MULTILINE)


@rewrites(cst.Subscript, cst.SimpleString, cst.Call)
def generic_alias(node: cst.BaseExpression, cx: Context) -> cst.BaseExpression | None:
    return expression_at(node, sites(cx, WORDS, generics), cx)


@rewrites(cst.ClassDef)
def generic_class(node: cst.ClassDef, cx: Context) -> Statements | None:
    found = sites(cx, WORDS, generics).new.get(id(cx.place.origin))
    return (with_base(node, found),) if isinstance(found, cst.Subscript) else None


def generics(tree: cst.Module, cx: Context) -> Sites:
    """The classes with items in *tree* that the host cannot subscript, and what becomes of them."""
    places = Places(tree, cx, cst.Subscript, cst.Call)
    spelling = Spelling(tree, places.bindings, cx)
    known = Generics(places, spelling)
    made = Sites(places, known.is_one, known.form, spelling)
    made.new |= generic_bases(known)
    return made
