"""Where a core goes wrong: the first thing in it that does something else on the host than on CPython.

    marked(core, {}, labels)   the core, which also says what each of its calls gives, and where it is
    parting(right, there)      where two such runs part: the call or the statement, and what is right
    said(seen)                 what such a run has said, and what its program printed

What a call gives may be another thing there and not matter.  So a value that is plain is put right, in another run:
if that does just what it did before, this call was not to blame, and the next place is looked for.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mvpy.verification import Observation

EVENT = re.compile("\x1f([^\x1e]*)\x1e")
# What cannot be called by another function, since it looks at who calls it.
BY_NAME = {"locals", "vars", "globals", "super", "dir", "exec", "eval", "id", "hash"}
STATEMENTS: dict[type[ast.stmt], str] = {
    ast.Raise: "raise", ast.Return: "return", ast.FunctionDef: "def", ast.While: "while", ast.Try: "try",
}  # fmt: skip
MOST = 20000  # events
ABOVE = """
_mv_print, _mv_type, _mv_count = print, type, [0, 0]
_mv_plain = bool, int, str, _mv_type(None)
def _mv_note(text):
    _mv_count[1] += 1
    if _mv_count[1] < {most}:
        _mv_print("\\x1f" + text + "\\x1e", sep="", end="")
def _mv_shown(value):
    kind = _mv_type(value)
    if kind in _mv_plain:
        return str(_mv_plain.index(kind)) + str(value)
    if kind is tuple or kind is list:
        for item in value:
            if _mv_type(item) not in _mv_plain:
                return "?"
        return "4" + repr(value)
    return "?"
def _mv_at(number):
    _mv_note("@" + str(number))
def _mv_call(number, function, *given, **names):
    _mv_count[0] += 1
    at = _mv_count[0]
    _mv_note("(" + str(number){label})
    if at in _mv_patches:
        try:
            function(*given, **names)
        except Exception:
            pass
        fails, value = _mv_patches[at]
        if fails:
            _mv_note("!" + str(number) + " " + value.__name__)
            raise value
    else:
        try:
            value = function(*given, **names)
        except BaseException as error:
            _mv_note("!" + str(number) + " " + _mv_type(error).__name__)
            raise
    _mv_note(")" + str(number) + " " + _mv_shown(value))
    return value
"""
# On CPython it is also said what is called.
LABELS = """
def _mv_label(function):
    kind = type(function).__name__
    if kind in ("function", "method"):
        return "call"
    name = getattr(function, "__name__", "")
    owner = getattr(function, "__self__", None)
    if owner is not None and type(owner) is not type(print.__self__):
        return (owner.__name__ if isinstance(owner, type) else type(owner).__name__) + "." + name
    module = (getattr(function, "__module__", None) or "").lstrip("_")
    if isinstance(function, type) and module not in ("builtins", "types", "collections"):
        return "call"
    if kind not in ("builtin_function_or_method", "type"):
        return getattr(function, "__objclass__", type(function)).__name__ + "." + (name or "__call__")
    return name if module in ("", "builtins", "builtin") else module + "." + name
"""


@dataclass(frozen=True)
class Parting:
    """Where two runs part.

    blame  what is to blame, empty if that cannot be said
    call   the how-manieth call it is, 0 if it is none
    patch  what the call has to give, as an entry of `_mv_patches`; empty if that is not plain
    """

    blame: str
    call: int = 0
    patch: str = ""


def marked(core: str, patches: Mapping[int, str], labels: bool) -> str:
    """The program *core* with marks; *labels* is for CPython.  What *patches* say is what these calls give."""
    tree = Marks().visit(ast.parse(core))
    given = ", ".join(f"{at}: {text}" for at, text in patches.items())
    above = ABOVE.format(most=MOST, label=' + " " + _mv_label(function)' if labels else "")
    body = ast.unparse(ast.fix_missing_locations(tree))
    return f"_mv_patches = {{{given}}}\n{LABELS if labels else ''}{above}{body}\n"


class Marks(ast.NodeTransformer):
    """Puts marks into a core; numbers say which statement or call it is."""

    def __init__(self) -> None:
        self.count = 0

    def number(self) -> ast.expr:
        """The next number."""
        self.count += 1
        return ast.Constant(self.count)

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Calls by way of `_mv_call`, but for names of attributes (`min(dict(name=0))`)."""
        number = self.number()
        if is_text(node) or isinstance(node.func, ast.Name) and node.func.id in BY_NAME:
            return node
        self.generic_visit(node)
        name = ast.Name("_mv_call", ast.Load())
        return ast.Call(name, [number, node.func, *node.args], node.keywords)

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Puts a mark before each statement of a suite."""
        for field in ("body", "orelse", "handlers"):
            suite = getattr(node, field, None)
            if isinstance(suite, list) and suite and isinstance(suite[0], ast.stmt):
                setattr(node, field, [one for statement in suite for one in self.with_mark(statement)])
            elif isinstance(suite, list):
                setattr(node, field, [self.visit(one) for one in suite])
        for field, value in ast.iter_fields(node):
            if field in ("body", "orelse", "handlers"):
                continue
            if isinstance(value, list):
                setattr(node, field, [self.visit(one) if isinstance(one, ast.AST) else one for one in value])
            elif isinstance(value, ast.AST):
                setattr(node, field, self.visit(value))
        return node

    def with_mark(self, statement: ast.stmt) -> list[ast.stmt]:
        """*statement* and the mark before it, which says what kind of statement it is."""
        kind = STATEMENTS.get(type(statement), "")
        if any(isinstance(node, ast.Yield) for node in own_nodes(statement)):
            kind = "yield"
        number = f"{self.count + 1} {kind}"
        self.count += 1
        call = ast.Call(ast.Name("_mv_at", ast.Load()), [ast.Constant(number)], [])
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            return [statement]
        return [ast.Expr(call), self.visit(statement)]


def own_nodes(statement: ast.stmt) -> list[ast.AST]:
    """The nodes of *statement*, but for suites."""
    if isinstance(statement, (ast.FunctionDef, ast.While, ast.Try)):
        return []
    return list(ast.walk(statement))


def is_text(node: ast.expr) -> bool:
    """Whether *node* is how a core writes a text: `min(dict(text=0))`."""
    match node:
        case ast.Call(ast.Name("min"), [ast.Call(ast.Name("dict"), [], [_])], []):
            return True
    return False


def said(seen: Observation) -> tuple[list[str], str]:
    """The marks of a run, and what its program printed."""
    text = seen.stdout.decode("utf-8", "replace")
    return EVENT.findall(text), EVENT.sub("", text)


def parting(right: Sequence[str], there: Sequence[str]) -> Parting | None:
    """Where a run *there* parts from the one that is *right*, whose calls have labels; None if it does not."""
    stack: list[tuple[str, str, int]] = []  # the calls that have not ended: number, label, the how-manieth
    calls, last = 0, ""
    for number, event in enumerate(right):
        bare = event.split(" ")[0] if event[0] == "(" else event
        if number >= len(there) or bare != there[number]:
            return at_parting(stack, last, event)
        last = event
        if event[0] == "(":
            calls += 1
            stack.append((*event[1:].split(" ", 1), calls))  # type: ignore[arg-type]
        elif event[0] in ")!":
            ended(stack, event[1:].split(" ")[0])
    if len(there) > len(right):
        return at_parting(stack, last, "")
    return None


def ended(stack: list[tuple[str, str, int]], number: str) -> None:
    """Take the call with this *number* from the *stack*, and those that began in it: generators may be left."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at][0] == number:
            del stack[at:]
            return


def at_parting(stack: list[tuple[str, str, int]], last: str, right: str) -> Parting:
    """What is to blame, where after *last* comes *right*, and something else there."""
    if last.startswith("@"):
        return Parting(last.partition(" ")[2])
    if not stack:
        return Parting("")
    number, label, at = stack[-1]
    patch = ""
    if right.startswith((f"){number} ", f"!{number} ")):
        patch = patch_text(right)
    elif last.startswith("(") and label == "call":
        return Parting("call")
    elif label == "call":
        return Parting("")
    return Parting(label, at, patch)


def patch_text(right: str) -> str:
    """What a call gives that ends with the event *right*, as an entry of `_mv_patches`; empty if it is not plain."""
    ending, value = right[0], right.partition(" ")[2]
    if ending == "!":
        error: Any = vars(builtins).get(value)
        return f"(1, {value})" if isinstance(error, type) and issubclass(error, BaseException) else ""
    if value[:1] == "2":
        return f"(0, {value[1:]!a})"
    return f"(0, {value[1:]})" if value[:1] in ("0", "1", "3", "4") and value[:1] else ""
