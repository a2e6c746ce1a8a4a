"""The programs of `plain_forms.txt`, and what plain outputs of them are known to do otherwise."""

from __future__ import annotations

import builtins
import keyword
import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mvpy.command.rewrite_names import full_names
from mvpy.machine.kinds import PLAIN
from mvpy.pipeline import desugar_source

TEXT = Path(__file__).with_name("plain_forms.txt").read_text(encoding="utf-8")
SECTION = re.compile(
    r"^--- (?P<name>.+): (?P<rewrites>.+): (?P<most>\d+)\n(?P<program>(?:(?!---).*\n)+)", re.MULTILINE
)
TARGET = (3, 13)
NEEDS = {"type parameters": (3, 12)}

# What plain outputs of them do otherwise, by kinds: how the entries of the log begin that are not compared.
NO_CLASS = "get <Super> __class__", "get <Base> __class__", "get <A> __class__"
FUNCTION_OF_COROUTINE = "read spam", "store spam"
SHOWN: dict[str, dict[str, tuple[str, ...]]] = {
    # A namespace that is no dictionary is told of more: a function that makes coroutines takes the place of the
    # function that runs them;
    "async def": {"namespace": FUNCTION_OF_COROUTINE},
    "await": {"namespace": FUNCTION_OF_COROUTINE, "kinds": ("iter of iterator",)},  # see below
    "async generator": {"namespace": ("read f", "store f")},
    # a handler binds the name and unbinds it again, and it is read before, so that it is an error if it is not bound;
    "del": {"namespace": ("read A", "store A")},
    # the interpreter stores globals past the methods of a namespace,
    "global": {"namespace": ("store A",)},
    # and reads those of a class so.
    "decorator, builtin name kept": {"namespace": ("read Fn",), "kinds": NO_CLASS},
    "chain in class body": {"namespace": ("read f",), "kinds": NO_CLASS},
    # `types.new_class` asks what is no class for its `__class__`.
    **{construct: {"kinds": NO_CLASS} for construct in ("class", "class, annotated", "class, super")},
    # The interpreter asks an iterator for an iterator where plain does not, and the other way round.
    "starred unpacking": {"kinds": ("iter of iterator",)},
    # The interpreter iterates until there is no item any longer, and plain asks for those that it needs.
    "match sequence": {"kinds": ("getitem of row",)},
    # What was assigned is read where it is used.
    "walrus": {"namespace": ("read n",)},
    # Of variables that are not bound, another is named.
    "subscript store": {"words": ("read",)},
}
# The same for their cores, where these have coroutines of ours.
SHOWN_IN_CORE = SHOWN | dict.fromkeys(("async for", "async with"), SHOWN["await"])
# If `throw` cannot be fetched, the generator ends; that is so in exact outputs, too.  If `close` ends in a
# StopIteration, that is the end of the delegation from Python 3.12 on, and before it an error.
OF_DELEGATES = ("fetch", "close ") if sys.version_info < (3, 12) else ("fetch",)
# What never fails, since what comes of it is known to be otherwise.
UNFAILING = {
    # An item whose `__await__` fails is a TypeError.
    "async for": ("await <b arrived", *OF_DELEGATES),
    # The name of a handler cannot be unbound; no namespace that is a dictionary does that.
    "except*": ("store e None",),
    **dict.fromkeys(("yield from", "await", "async with"), OF_DELEGATES),
}


@dataclass(frozen=True)
class Form:
    """A program, the rewrites that take something in it, and how many lines it may become."""

    name: str
    rewrites: tuple[str, ...]
    most: int
    program: str

    def __str__(self) -> str:
        return self.name

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in the program, but for builtins."""
        words = re.findall(r"\b[A-Za-z]\w*", self.program)
        return frozenset(
            word for word in words if not keyword.iskeyword(word) and not hasattr(builtins, word)
        )

    @cached_property
    def bases(self) -> frozenset[str]:
        """The names of its classes' bases."""
        return frozenset(re.findall(r"^class \w+\((\w+)\)", self.program, re.MULTILINE))

    @cached_property
    def partial(self) -> str:
        """What these rewrites make of it."""
        return desugar_source(self.program, only=self.rewrites, kinds=PLAIN, target=TARGET).code

    @cached_property
    def core(self) -> str:
        """What all rewrites make of it."""
        return desugar_source(self.program, kinds=PLAIN, target=TARGET).code

    def with_kind(self, kind: str) -> str:
        """The same, but exact in this *kind*."""
        return desugar_source(self.program, only=self.rewrites, kinds=frozenset((kind,)), target=TARGET).code


FORMS = [
    Form(found["name"], full_names(found["rewrites"]), int(found["most"]), found["program"])
    for found in SECTION.finditer(TEXT)
]


def lines_of(code: str) -> list[str]:
    """The lines of *code* that are neither blank nor only a comment."""
    return [line for line in code.splitlines() if line.strip() and not line.lstrip().startswith("#")]
