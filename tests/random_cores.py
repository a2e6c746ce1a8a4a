"""Random functions in the core, with flags and temporaries such as rewrites leave, and what they do."""

from __future__ import annotations

import operator
from collections.abc import Generator, Iterator
from random import Random

import libcst as cst

from mvpy.economy import economical
from mvpy.machine.context import Context
from mvpy.machine.kinds import PLAIN
from mvpy.machine.passes import Passes
from mvpy.machine.program import Program
from mvpy.output.printer import print_core
from mvpy.pipeline import rewrites_in_order
from mvpy.rewrites import ORDER
from mvpy.tree.comment_statement import CommentStatement
from mvpy.tree.positions import statement_lines

VARIABLES, TEMPORARIES = ("x", "y", "p"), ("_a", "_b", "_c")
FLAGS = ("_f", "_g", "_h", "_i", "_j")
TRUTH, NOT = "_truth", "_not_"
# What nobody binds anew, as helpers; `next` is a function of the program.
HELPERS = {"said": "said", "pair": "tuple_of", "failing": "failing", "is_not": "is_not"}


class Function:
    """The source of one function, line by line; it knows which of our names are bound where."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.lines = ["def f(p):"]
        self.loops = 0
        self.open: list[str] = (
            []
        )  # the flags of the guards around, which would turn for ever if they were raised
        self.block(1, {"p"}, self.random.randrange(3, 8), 3)
        self.lines.append("    return pair(x, p)" if self.random.random() < 0.5 else "    return p")

    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def put(self, depth: int, line: str) -> None:
        self.lines.append("    " * depth + line)

    def name(self, bound: set[str]) -> str:
        """A variable, bound or not, or one of our names that is bound."""
        ours = [name for name in (*TEMPORARIES, *FLAGS) if name in bound]
        return self.random.choice([*VARIABLES, *ours, *ours])

    def expression(self, bound: set[str], deep: int = 2) -> str:
        kind = self.random.randrange(9 if deep else 3)
        if kind < 3:
            return self.random.choice([self.name(bound), self.name(bound), str(self.random.randrange(2))])
        if kind < 5:
            return f"said({self.expression(bound, deep - 1)})"
        if kind == 5:
            return f"failing({self.expression(bound, deep - 1)})"
        if kind == 6:
            return f"pair(*{self.name(bound)}, {self.expression(bound, deep - 1)})"
        return f"pair({self.expression(bound, deep - 1)}, {self.expression(bound, deep - 1)})"

    def truth(self, bound: set[str]) -> str:
        flags = [name for name in FLAGS if name in bound]
        choices = ["0", "1", f"{TRUTH}({self.expression(bound)})", f"{NOT}({self.expression(bound)})"]
        return self.random.choice([*choices, *flags, *(f"{NOT}({flag})" for flag in flags)])

    def block(self, depth: int, bound: set[str], count: int, deep: int) -> set[str]:
        """Write *count* statements; gives the names that are bound after them, None of ours if they leave."""
        for _ in range(count):
            self.statement(depth, bound, deep)
        return bound

    def statement(self, depth: int, bound: set[str], deep: int) -> None:
        kinds = [self.assign, self.assign, self.copy, self.flag, self.log]
        kinds += [self.guard, self.guard, self.branches, self.loop, self.trial, self.leave] if deep else []
        self.random.choice(kinds)(depth, bound, deep)

    def assign(self, depth: int, bound: set[str], deep: int) -> None:
        name = self.random.choice((*VARIABLES, *TEMPORARIES))
        self.put(depth, f"{name} = {self.expression(bound)}")
        bound.add(name)

    def copy(self, depth: int, bound: set[str], deep: int) -> None:
        name = self.random.choice((*VARIABLES, *TEMPORARIES))
        self.put(depth, f"{name} = {self.name(bound)}")
        bound.add(name)

    def flag(self, depth: int, bound: set[str], deep: int) -> None:
        name = self.free_flags(1)[0]
        self.put(depth, f"{name} = {self.truth(bound)}")
        bound.add(name)

    def log(self, depth: int, bound: set[str], deep: int) -> None:
        self.put(depth, f"said({self.expression(bound)})")

    def leave(self, depth: int, bound: set[str], deep: int) -> None:
        """A suite that ends in a jump, so that what follows is reached."""
        flag = self.raised(depth, bound)
        self.inside(flag, depth, bound, self.random.randrange(2), deep)
        self.put(depth + 1, self.random.choice([f"return {self.expression(bound)}", "raise KeyError"]))
        bound.add(flag)

    def free_flags(self, count: int) -> list[str]:
        """Some flags that no guard around has, all different."""
        return self.random.sample([flag for flag in FLAGS if flag not in self.open], count)

    def inside(self, flag: str, depth: int, bound: set[str], count: int, deep: int) -> None:
        """Write *count* statements of the guard that *flag* has."""
        self.open.append(flag)
        self.block(depth + 1, set(bound), count, deep - 1)
        self.open.pop()

    def raised(self, depth: int, bound: set[str]) -> str:
        """The beginning of a guard; gives its flag."""
        flag = self.free_flags(1)[0]
        if flag not in bound or self.random.random() < 0.7:
            self.put(depth, f"{flag} = {self.truth(bound)}")
            bound.add(flag)
        self.put(depth, f"while {flag}:")
        self.put(depth + 1, f"{flag} = 0")
        return flag

    def guard(self, depth: int, bound: set[str], deep: int) -> None:
        self.inside(self.raised(depth, bound), depth, bound, self.random.randrange(1, 3), deep)

    def branches(self, depth: int, bound: set[str], deep: int) -> None:
        """`if` and `else`, with a value at their ends, or nothing in one of them."""
        then, otherwise = self.free_flags(2)
        name = self.random.choice((*VARIABLES, *TEMPORARIES))
        first, second = f"{then} = {self.truth(bound)}", f"{otherwise} = 1"
        denied = self.random.random() < 0.3
        choices = [(first, f"{otherwise} = {NOT}({then})")] if denied else [(first, second), (second, first)]
        for line in self.random.choice(choices):
            self.put(depth, line)
        bound |= {then, otherwise}
        for flag, lowered in ((then, [then] if denied else [then, otherwise]), (otherwise, [otherwise])):
            self.put(depth, f"while {flag}:")
            for other in lowered:
                self.put(depth + 1, f"{other} = 0")
            if self.random.random() < 0.2:
                self.put(depth + 1, "0")
                continue
            if self.random.random() < 0.3:
                self.inside(flag, depth, bound, 1, deep)
            self.put(depth + 1, f"{name} = {self.expression(bound, self.random.randrange(2))}")
        if self.random.random() < 0.5 and (name in bound or name in VARIABLES):
            self.put(depth, f"return {name}" if deep == 1 else f"x = {name}")

    def loop(self, depth: int, bound: set[str], deep: int) -> None:
        self.loops += 1
        items, item = f"_items_{self.loops}", f"_item_{self.loops}"
        self.put(depth, f"{items} = iter(pair(1, 2))")
        self.put(depth, f"{item} = next({items}, end)")
        self.put(depth, f"while is_not({item}, end):")
        inside = {*bound}
        if self.random.random() < 0.8:
            self.put(depth + 1, f"{self.random.choice(VARIABLES)} = {item}")
        self.block(depth + 1, inside, self.random.randrange(1, 4), deep - 1)
        self.put(depth + 1, f"{item} = next({items}, end)")

    def trial(self, depth: int, bound: set[str], deep: int) -> None:
        self.put(depth, "try:")
        body = self.block(depth + 1, set(bound), self.random.randrange(1, 4), deep - 1)
        read = self.random.choice([name for name in TEMPORARIES if name in bound] or [""])
        if read:
            self.put(depth + 1, f"{read} = {self.expression(bound)}")
            self.put(depth + 1, f"failing({read})")
        self.put(depth, self.random.choice(["except KeyError:", "except KeyError as y:", "except:"]))
        if read:
            self.put(depth + 1, f"said({read})")
        handler = self.block(depth + 1, set(bound), self.random.randrange(1, 3), deep - 1)
        if self.random.random() < 0.3:
            self.put(depth + 1, "raise")
            handler = body
        bound |= body & handler


def shortened(text: str) -> str:
    """The core *text* in fewer lines; names with an underscore are ours."""
    tree = cst.parse_module(text).visit(Remarks())
    nothing = cst.Module([])  # so that the names of the helpers are those of the text
    program = Program(nothing, (3, 11), "random.py", "", statement_lines(tree), kinds=PLAIN)
    cx = Context(program, Passes(rewrites_in_order(), frozenset(ORDER)))
    assert [cx.names.hosted.name(helper) for helper in ("truth", "not_")] == [TRUTH, NOT]
    cx.names.hosted.used.update(HELPERS)
    cx.names.flags.update(FLAGS)
    ours = {node.value for node in walk(tree) if isinstance(node, cst.Name) and node.value.startswith("_")}
    cx.names.temporaries.update(ours - {TRUTH, NOT})
    for line in range(1, text.count("\n") + 1):  # as if all had been one statement
        cx.names.shared[line].append(frozenset(ours))
    return print_core(economical(tree, cx))


class Remarks(cst.CSTTransformer):
    """Makes comments below a suite a statement of it, as rewrites do."""

    def leave_IndentedBlock(
        self, original_node: cst.IndentedBlock, updated_node: cst.IndentedBlock
    ) -> cst.IndentedBlock:
        if not updated_node.footer:
            return updated_node
        body = [*updated_node.body, CommentStatement(updated_node.footer)]
        return updated_node.with_changes(body=body, footer=())


def walk(node: cst.CSTNode):
    yield node
    for child in node.children:
        yield from walk(child)


class Thing:
    """What can be asked for its truth, and tells so."""

    def __init__(self, told: list, number: int) -> None:
        self.told, self.number = told, number

    def __iter__(self) -> Iterator[int]:
        self.told.append(f"iter {self.number}")
        return iter([self.number])

    def __bool__(self) -> bool:
        self.told.append(f"bool {self.number}")
        return bool(self.number % 3)


def told_by(text: str) -> list:
    """What the function `f` in *text* tells, and how it ends."""
    told: list = []
    things: list[Thing] = []

    def said(value):
        told.append(shown(value))
        things.append(Thing(told, len(things)))
        return things[-1]

    def failing(value):
        told.append(f"fails with {shown(value)}")
        if len(told) % 3 == 0:
            raise KeyError(len(told))
        return len(told)

    namespace = {
        "said": said, "failing": failing, "pair": lambda *items: items, "end": object(),
        "is_not": operator.is_not, TRUTH: bool, NOT: operator.not_,
    }  # fmt: skip
    exec(compile(text, "<random>", "exec"), namespace)
    try:
        result = namespace["f"](Thing(told, -1))
        told.append(("returns", shown(tuple(result) if isinstance(result, Generator) else result)))
    except Exception as error:
        told.append(("raises", type(error).__name__))
    return told


def shown(value: object) -> str:
    """*value*, the same in each run."""
    if isinstance(value, Thing):
        return f"thing {value.number}"
    if isinstance(value, tuple):
        return f"({', '.join(map(shown, value))})"
    if isinstance(value, BaseException):
        return type(value).__name__
    return str(int(value)) if isinstance(value, bool) else str(value)
