"""Where a core goes wrong: the first thing in it that does something else on the host than on CPython.

    marked(core, {}, labels)   the core, which also says what each of its calls gives, and where it is
    said(seen)                 what such a run has said, its events, and what its program printed
    parting(right, there)      where two such runs part: the call or the statement, and what is right

An event is a text, and its first letter says what it tells of: "(12 ..." that the call with this number begins, ")12 ..."
that it gives something, "!12 ..." that it raises, "@13 ..." that a statement begins, "=..." what the program printed.

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

from mvpy.tree.syntax_trees import syntax_tree
from mvpy.verification import Observation

TEXT = "="  # begins what the program printed itself
EVENT = re.compile("\x1f([^\x1e]*)\x1e")
# What cannot be called by another function, since it looks at who calls it.
BY_NAME = {"locals", "vars", "globals", "super", "dir", "exec", "eval", "id", "hash"}
STATEMENTS: dict[type[ast.stmt], str] = {
    ast.Raise: "raise", ast.Return: "return", ast.FunctionDef: "def", ast.While: "while", ast.Try: "try",
}  # fmt: skip
LABEL = "\x1d"  # stands before what is called
KINDS = {"call", "yield", *STATEMENTS.values()}
CALL, FINALIZER = "call", "__del__"
NO_NAME = (" NameError", " UnboundLocalError")
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
    _mv_note("(" + str(number) + " " + ", ".join([_mv_shown(value) for value in given]){label})
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
def _mv_name(kind):
    return kind.__name__ if hasattr(print.__self__, kind.__name__) and kind.__module__ == "builtins" else ""
def _mv_attribute(thing, name):
    if type(thing) is type(print.__self__):
        return thing.__name__.lstrip("_") + "." + name
    owner = _mv_name(thing) if isinstance(thing, type) else _mv_name(type(thing))
    return owner + "." + name if owner else name if name[:2] == "__" else "getattr"
def _mv_label(function, given):
    kind = type(function).__name__
    if function is getattr and len(given) > 1 and type(given[1]) is str:
        return _mv_attribute(given[0], given[1])
    if function is print:
        kinds = list(set([type(value) for value in given if type(value) not in _mv_plain]))
        return _mv_name(kinds[0]) if len(kinds) == 1 and _mv_name(kinds[0]) else "print"
    if kind in ("function", "method"):
        module = function.__module__ or "__main__"
        return "call" if module == "__main__" else module + "." + function.__name__
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
    lacking  whether it is to blame only if the host does not have it
    """

    blame: str
    call: int = 0
    patch: str = ""
    lacking: bool = False


def marked(core: str, patches: Mapping[int, str], labels: bool) -> str:
    """The program *core* with marks; *labels* is for CPython.  What *patches* say is what these calls give."""
    tree = Marks().visit(syntax_tree(core))
    given = ", ".join(f"{at}: {text}" for at, text in patches.items())
    above = ABOVE.format(most=MOST, label=f' + "{LABEL}" + _mv_label(function, given)' if labels else "")
    body = ast.unparse(ast.fix_missing_locations(tree))
    return f"_mv_patches = {{{given}}}\n{LABELS if labels else ''}{above}{body}\n"


class Marks(ast.NodeTransformer):
    """Puts marks into a core; numbers say which statement or call it is."""

    def __init__(self) -> None:
        self.count, self.function = 0, ""

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

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Statements are those of this function."""
        around, self.function = self.function, node.name
        new = self.generic_visit(node)
        self.function = around
        return new

    def with_mark(self, statement: ast.stmt) -> list[ast.stmt]:
        """*statement* and the mark before it, which says what it is that can go wrong without a call in it."""
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            return [statement]
        self.count += 1
        words = f"{self.count} {FINALIZER if self.function == FINALIZER else kind_of(statement)}"
        call = ast.Call(ast.Name("_mv_at", ast.Load()), [ast.Constant(words)], [])
        return [ast.Expr(call), self.visit(statement)]


def kind_of(statement: ast.stmt) -> str:
    """What can go wrong in *statement*, but for the calls that have marks."""
    inside = own_nodes(statement)
    for node in inside:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in BY_NAME:
            return node.func.id
    if any(isinstance(node, ast.Yield) for node in inside):
        return "yield"
    return STATEMENTS.get(type(statement), "")


def own_nodes(statement: ast.stmt) -> list[ast.AST]:
    """The nodes of *statement*; none if it has suites, whose statements have marks of their own."""
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
    """The events of a run, and all that its program printed."""
    pieces = EVENT.split(seen.stdout.decode("utf-8", "replace"))
    found = [piece if number % 2 else TEXT + piece for number, piece in enumerate(pieces) if piece]
    return found, "".join(pieces[::2])


def parting(right: Sequence[str], there: Sequence[str]) -> Parting | None:
    """Where a run *there* parts from the one that is *right*, whose calls have labels; None if it does not."""
    open_calls: list[Call] = []
    calls, before = 0, ["", ""]
    for number, event in enumerate([*right, ""]):
        other = there[number] if number < len(there) else ""
        bare, _, label = event.partition(LABEL)
        if bare != other:
            return at_parting(open_calls[-1] if open_calls else Call("", CALL, 0), before, bare, other)
        if event[:1] == "(":
            calls += 1
            open_calls.append(Call(number_in(event), label, calls))
        elif event[:1] in (")", "!"):
            ended(open_calls, number_in(event))
        before = before if event[:1] == TEXT else [before[1], event]
    return None


@dataclass(frozen=True)
class Call:
    """A call that has not ended: its *number* in the program, what is called, and the how-manieth call it is."""

    number: str
    label: str
    at: int


def number_in(event: str) -> str:
    """The number of the call, or of the statement, of an *event*."""
    return event[1:].partition(" ")[0]


def ended(open_calls: list[Call], number: str) -> None:
    """Take the call with this *number* away, and those that began in it: nobody may have waited for a generator."""
    for at in range(len(open_calls) - 1, -1, -1):
        if open_calls[at].number == number:
            del open_calls[at:]
            return


def at_parting(call: Call, before: Sequence[str], right: str, there: str) -> Parting:
    """What is to blame, if in *call* comes not what is *right*, but something else *there*, after two events *before*."""
    earlier, last = before
    own, kind = call.label == CALL, kind_in(last)
    ends, ends_there = (
        event[:1] in (")", "!") and number_in(event) == call.number for event in (right, there)
    )
    if kind_in(right) == FINALIZER:
        return Parting(FINALIZER)
    if not own and (ends or kind == "return" and ends_there and not there.endswith(NO_NAME)):
        return Parting(call.label, call.at, patch_text(right) if ends else "")
    if not own and kind == "raise" and ends_there:
        # It was raised there, too; whether what is called should have gone on cannot be seen.
        return Parting("")
    if kind != "raise" and are_both("!", right, there):
        return Parting(exception_in(right), lacking=True)
    if last.startswith("@"):
        called = earlier.startswith("(") and are_both("(", right, there)
        return Parting(kind or (call.label if called or not own else ""))
    if own:
        return Parting(CALL if last.startswith("(") else "")
    return Parting(call.label, call.at)


def kind_in(event: str) -> str:
    """What can go wrong in the statement that an *event* stands before; empty if it is another event."""
    return event.partition(" ")[2] if event.startswith("@") else ""


def are_both(sign: str, one: str, other: str) -> bool:
    """Whether two events begin with this *sign*, and are about the same call."""
    return one[:1] == other[:1] == sign and number_in(one) == number_in(other)


def exception_in(event: str) -> str:
    """The type of the exception that an *event* speaks of; empty if it is no builtin."""
    name = event.partition(" ")[2]
    kind: Any = vars(builtins).get(name)
    return name if isinstance(kind, type) and issubclass(kind, BaseException) else ""


def patch_text(right: str) -> str:
    """What a call gives that ends with the event *right*, as an entry of `_mv_patches`; empty if it is not plain."""
    value = right.partition(" ")[2]
    if right[0] == "!":
        error = exception_in(right)
        return f"(1, {error})" if error else ""
    if value[:1] == "2":
        return f"(0, {value[1:]!a})"
    return f"(0, {value[1:]})" if value[:1] in ("0", "1", "3", "4") else ""
