"""Small mistakes in a Python file, by named operators on its syntax tree.

    drop        a statement becomes `pass`; a part of a condition, or a line of a template, is left out
    swap        two operands, arguments, or statements that follow one another, change places
    negate      a condition becomes its opposite
    off by one  a number is one more, `<` becomes `<=`
    wrong name  a name becomes another one of the same function

Each is an edit of the text, so that all other lines stay where they are.
"""

from __future__ import annotations

import ast
import itertools
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import dedent

HOLE = re.compile(r"\$(\w+)")
SIMPLE = (
    ast.Expr, ast.Assign, ast.AugAssign, ast.AnnAssign, ast.Return, ast.Raise, ast.Delete, ast.Continue, ast.Break,
    ast.Assert,
)  # fmt: skip
BOUNDARIES = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">"}
Place = tuple[int, int]  # offsets into the text


@dataclass(frozen=True)
class Mistake:
    """One edit: in *file* (below the project), *before* becomes *after*.  It shows where one of *lines* is run.

    *names* are module-level names to which it belongs: it shows where they are used.
    """

    file: str
    operator: str
    line: int
    start: int
    before: str
    after: str
    lines: tuple[int, ...]
    names: tuple[str, ...] = ()

    def applied(self, text: str) -> str:
        """*text*, which is the file's, with the mistake."""
        assert text[self.start : self.start + len(self.before)] == self.before
        return text[: self.start] + self.after + text[self.start + len(self.before) :]

    def __str__(self) -> str:
        return (
            f"{self.file}:{self.line}: {self.operator}: {shortened(self.before)} -> {shortened(self.after)}"
        )


def shortened(text: str) -> str:
    """*text* in one line of no more than 70 characters."""
    words = " ".join(text.split())
    return words if len(words) <= 70 else f"{words[:34]} … {words[-34:]}"


def drawn(file: str, text: str, count: int, seed: int) -> list[Mistake]:
    """*count* mistakes in the *file* with *text*: by turns of each operator that finds places, no two at one place."""
    chance = random.Random(f"{seed} {file}")
    by_operator: dict[str, list[Mistake]] = {}
    for mistake in Maker(file, text).mistakes():
        by_operator.setdefault(mistake.operator, []).append(mistake)
    for found in by_operator.values():
        chance.shuffle(found)
    waiting = [by_operator[name] for name in sorted(by_operator)]
    chance.shuffle(waiting)
    out: list[Mistake] = []
    taken: set[tuple[int, str]] = set()
    while len(out) < count and (waiting := [found for found in waiting if found]):
        for found in waiting:
            mistake = found.pop()
            if (
                len(out) == count
                or (mistake.start, mistake.operator) in taken
                or mistake.before == mistake.after
                or mistake.operator == "swap"
                and are_independent(mistake.before)
            ):
                continue
            if is_python(mistake.applied(text)):
                taken.add((mistake.start, mistake.operator))
                out.append(mistake)
    return out


def are_independent(text: str) -> bool:
    """Are the statements in *text* assignments without calls, of which none names what another binds?

    In any order they do the same.
    """
    blanks = min((indentation(line) for line in text.splitlines()[1:] if line.strip()), default=0)
    try:
        statements = ast.parse(dedent(" " * blanks + text)).body
    except SyntaxError:
        return False  # parts of a statement
    if len(statements) < 2 or not all(isinstance(one, (ast.Assign, ast.AnnAssign)) for one in statements):
        return False
    for one in statements:
        if isinstance(one, ast.AnnAssign):
            one.annotation = ast.Constant(None)
    named = [[ast.unparse(node) for node in ast.walk(one) if isinstance(node, PLACES)] for one in statements]
    simple = not any(isinstance(node, ACTS) for one in statements for node in ast.walk(one))
    bound = [{ast.unparse(node) for node in ast.walk(one) if is_bound(node)} for one in statements]
    return simple and not any(
        bound[i] & set(named[j]) for i in range(len(named)) for j in range(len(named)) if i != j
    )


PLACES = (ast.Name, ast.Attribute)
ACTS = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.Subscript, ast.NamedExpr, ast.Tuple)


def is_bound(node: ast.AST) -> bool:
    return isinstance(node, PLACES) and isinstance(node.ctx, ast.Store)


def is_python(text: str) -> bool:
    """Whether *text* is Python."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


class Maker:
    """Finds the places in a file."""

    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.tree = ast.parse(text)
        self.starts = [0]
        for line in text.splitlines(keepends=True):
            self.starts.append(self.starts[-1] + len(line))
        self.lines = text.splitlines()

    def offset(self, line: int, column: int) -> int:
        """The place of an utf-8 *column* in a *line*."""
        return self.starts[line - 1] + len(self.lines[line - 1].encode()[:column].decode())

    def span(self, node: ast.AST) -> Place:
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)  # type: ignore[attr-defined]

    def mistakes(self) -> Iterator[Mistake]:
        """Every edit, valid or not."""
        for statement in self.tree.body:
            names = tuple(names_bound_by(statement))
            if isinstance(statement, (ast.Import, ast.ImportFrom)):
                continue
            if isinstance(statement, ast.Assign) and is_quote(statement.value):
                yield from self.in_template(statement, names)
                continue
            yield from self.inside(statement, statement, names, None)
            yield from self.swapped_statements(statement)

    def inside(self, node: ast.AST, around: ast.stmt, names: tuple[str, ...], function) -> Iterator[Mistake]:
        """The mistakes at *node*, of the statement *around*, and below."""
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            function, names = node, ()
        if isinstance(node, ast.ClassDef):
            names = ()
        if isinstance(node, ast.stmt):
            around = node
        for operator, place, after in self.edits(node, function):
            start, end = place
            lines = tuple(sorted({around.lineno, getattr(node, "lineno", around.lineno)}))
            yield Mistake(self.file, operator, lines[-1], start, self.text[start:end], after, lines, names)
        for child in parts(node):
            yield from self.inside(child, around, names, function)

    def edits(self, node: ast.AST, function) -> Iterator[tuple[str, Place, str]]:
        """(operator, place, new text) of each mistake at *node* itself."""
        match node:
            case ast.Expr(value=ast.Constant()):
                return
            case ast.Return(value=None | ast.Constant(value=None | False)) if is_last(node, function):
                return  # without it, the function gives None, which is as false
            case ast.stmt() if isinstance(node, SIMPLE) and function is not None:
                yield "drop", self.span(node), "pass"
            case ast.BinOp(left=left, right=right) if isinstance(node.op, (ast.BitOr, ast.BitAnd)):
                yield "drop", self.span(node), self.source(left)  # swapped, they mean the same
            case ast.BinOp(left=left, right=right):
                yield "swap", self.span(node), self.exchanged(node, left, right)
            case ast.BoolOp(values=values):
                for value in values:
                    yield "drop", self.span(node), self.without(node, value)
            case ast.Compare(left=left, ops=[operator], comparators=[right]) if type(operator) in BOUNDARIES:
                old, new = self.source(node), BOUNDARIES[type(operator)]
                between = self.text[self.span(left)[1] : self.span(right)[0]]
                sign = between.strip(" ()\n")
                yield "off by one", self.span(node), old.replace(between, between.replace(sign, new), 1)
            case ast.Compare(ops=[_]):
                yield "negate", self.span(node), f"(not ({self.source(node)}))"
            case ast.Call(args=[first, second, *_]) if not any(
                isinstance(one, ast.Starred) for one in (first, second)
            ):
                yield "swap", self.span(node), self.exchanged(node, first, second)
            case ast.Constant(value=int(value)) if not isinstance(value, bool):
                yield "off by one", self.span(node), str(value + 1)
            case ast.Name(id=name, ctx=ast.Load()) if function is not None:
                others = sorted(variables(function) - {name})
                if name in variables(function) and others:
                    yield "wrong name", self.span(node), random.Random(f"{name} {node.lineno}").choice(others)
        tests = [node.test] if isinstance(node, (ast.If, ast.While, ast.IfExp)) else []
        tests += node.ifs if isinstance(node, ast.comprehension) else []
        for test in tests:
            yield "negate", self.span(test), f"(not ({self.source(test)}))"

    def source(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.text[start:end]

    def exchanged(self, node: ast.AST, left: ast.AST, right: ast.AST) -> str:
        """The text of *node* with its parts *left* and *right* in each other's places."""
        (start, end), (a, b), (c, d) = self.span(node), self.span(left), self.span(right)
        text = self.text
        return text[start:a] + text[c:d] + text[b:c] + text[a:b] + text[d:end]

    def without(self, node: ast.BoolOp, value: ast.expr) -> str:
        """The text of the condition *node* without its part *value*."""
        rest = [f"({self.source(one)})" for one in node.values if one is not value]
        return f"({(' and ' if isinstance(node.op, ast.And) else ' or ').join(rest)})"

    def swapped_statements(self, statement: ast.stmt) -> Iterator[Mistake]:
        """Two simple statements of a block in *statement*, each on lines of its own, in each other's places."""
        for node in ast.walk(statement):
            for block in (getattr(node, field, None) for field in ("body", "orelse", "finalbody")):
                if not isinstance(block, list):
                    continue
                for one, two in itertools.pairwise(block):
                    ordinary = (
                        isinstance(one, SIMPLE) and isinstance(two, SIMPLE) and one.end_lineno < two.lineno
                    )
                    if not ordinary or isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant):
                        continue
                    (a, b), (c, d) = self.span(one), self.span(two)
                    after = self.text[c:d] + self.text[b:c] + self.text[a:b]
                    yield Mistake(
                        self.file, "swap", one.lineno, a, self.text[a:d], after, (one.lineno, two.lineno)
                    )

    def in_template(self, statement: ast.Assign, names: tuple[str, ...]) -> Iterator[Mistake]:
        """A line of the template *statement* left out, or in the place of the next."""
        text = statement.value.args[0]  # type: ignore[attr-defined]
        if not isinstance(text, ast.Constant):
            return
        start, end = self.span(text)
        written = self.text[start:end]
        if not written.startswith('"""') or "\\" in written:
            return
        body = written[3:-3]
        for changed in changes(dedent(body).strip("\n") + "\n"):
            yield Mistake(
                self.file, "drop" if len(changed.split()) < len(dedent(body).split()) else "swap", statement.lineno,
                start + 3, body, "\n" + changed, (), names,
            )  # fmt: skip


def parts(node: ast.AST) -> Iterator[ast.AST]:
    """The children of *node* in which mistakes are made: not annotations, decorators, or what has no place of its own."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "ctx", "type_params", "format_spec"):
            continue
        if (
            isinstance(node, (ast.JoinedStr, ast.arguments))
            or isinstance(node, ast.Compare)
            and field == "ops"
        ):
            continue
        yield from (
            one for one in (value if isinstance(value, list) else [value]) if isinstance(one, ast.AST)
        )


def is_last(node: ast.stmt, function) -> bool:
    """Is *node* the last statement of the *function*?"""
    return function is not None and node is function.body[-1]


def names_bound_by(statement: ast.stmt) -> Iterator[str]:
    """The names that a *statement* of a module binds."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        yield statement.name
        return
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def variables(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The names that *function* binds as variables: of the same scope, more or less."""
    found = {one.arg for one in [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]}
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
    return found


def is_quote(value: ast.expr) -> bool:
    """Is *value* a template?"""
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "quote"


# Lines of templates ---------------------------------------------------------------------


def changes(text: str) -> Iterator[str]:
    """*text* with one line left out, or two in each other's places."""
    lines = text.splitlines()
    for at, line in enumerate(lines):
        rest = lines[:at] + lines[at + 1 :]
        alone = [*lines[:at], line[: indentation(line)] + "0", *lines[at + 1 :]]
        for changed in (rest, without_header(lines, at), alone):
            if parses(joined := "\n".join(changed) + "\n"):
                yield joined
                break
    for at, (line, below) in enumerate(itertools.pairwise(lines)):
        if indentation(line) == indentation(below) and not line.endswith(":") and not below.endswith(":"):
            yield "\n".join([*lines[:at], below, line, *lines[at + 2 :]]) + "\n"


def without_header(lines: list[str], at: int) -> list[str]:
    """*lines* without the header at *at*, its suite in its place; of `try`, without its clauses too."""
    header = lines[at]
    if not header.endswith(":"):
        return ["("]  # not a header: no program
    out, inside, dropped = lines[:at], True, False
    for line in lines[at + 1 :]:
        if inside and indentation(line) > indentation(header):
            out.append(line[4:])
        elif indentation(line) == indentation(header) and re.match(r"\s*(except|else|finally|elif)\b", line):
            inside, dropped = False, True
        elif dropped and indentation(line) > indentation(header):
            continue
        else:
            inside = dropped = False
            out.append(line)
    return out


def indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def parses(text: str) -> bool:
    """Is *text*, a template, a suite that could stand in an asynchronous function?"""
    inside = "".join(f"        {line}\n" for line in HOLE.sub(r"hole_\1", text).splitlines())
    try:
        ast.parse(f"async def function():\n    while 1:\n{inside}")
    except SyntaxError:
        return False
    return bool(text.strip())
