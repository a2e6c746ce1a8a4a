"""What the grammar takes and Python does not: `return` outside a function, two parameters of one name, `f() = 1`.

Python itself is asked.  It may be older than the syntax of the program, which libcst has read: where its words can
mean that, it is asked once more about the same program in older syntax, as far as we can write that; and where they
still can, they are not believed.

https://docs.python.org/3/library/functions.html#compile
"""

from __future__ import annotations

import ast
import re
import threading
import warnings
from collections.abc import Mapping, Sequence

import libcst as cst

from mvpy.errors import SourceError
from mvpy.literals import concatenated
from mvpy.older_syntax import InOlderSyntax
from mvpy.scopes import has_node

# What an older Python says of syntax that it doesn't know.
UNSURE = re.compile(
    r"f-string|invalid syntax|expected|forgot|unterminated|unmatched|never closed|must be parenthesized"
    r"|unpacking cannot be used in (?:dict )?comprehension"
)
# What Pythons before 3.13 say of `global __x` in a method, with a comprehension that binds `__x`.
MISTAKEN = re.compile(r"no binding for nonlocal '_\w+__\w+' found")
LAZY = (cst.LazyImport, cst.LazyImportFrom)
lock = threading.Lock()


Warned = list[tuple[int, str]]  # the line, and the words


def refuse_illegal(text: str, filename: str, module: cst.Module) -> Warned:
    """What Python warns of when it compiles *text*, which libcst has read as *module*.

    A SourceError at its first place, if Python refuses to.
    """
    error, warned = refusal(text, filename)
    if error is not None and not parses(text):
        older = module.visit(InOlderSyntax()).code
        error, warned = refusal(older, filename)
        if error is not None and UNSURE.search(error.msg) and not parses(older):
            return []
    if error is None:
        return warned
    lines = text.splitlines()
    line = error.lineno or 0
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    raise SourceError(f"this isn't Python: {error.msg}", filename, line, max(error.offset or 0, 0), shown)


def refuse_mixtures(module: cst.Module, text: str, filename: str) -> None:
    """A SourceError for the first template string that stands beside a string of another kind."""
    if not has_node(module, (cst.TemplatedString,), into_functions=True):
        return
    from libcst.metadata import MetadataWrapper, PositionProvider

    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    for node, place in places.items():
        if isinstance(node, cst.ConcatenatedString):
            kinds = {isinstance(part, cst.TemplatedString) for part in concatenated(node)}
            if len(kinds) == 2:
                words = "this isn't Python: cannot mix t-string literals with string or bytes literals"
                start = place.start
                raise SourceError(
                    words, filename, start.line, start.column + 1, text.splitlines()[start.line - 1]
                )


def refuse_misplaced_lazy_imports(module: cst.Module, text: str, filename: str) -> None:
    """A SourceError for the first lazy import where there can be none: it belongs to the module itself."""
    if not has_node(module, LAZY, into_functions=True):
        return
    from libcst.metadata import MetadataWrapper, PositionProvider

    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    stack: list[tuple[cst.CSTNode, str]] = [(module, "")]
    while stack:
        node, where = stack.pop()
        if isinstance(node, LAZY) and (words := misplaced(node, where)):
            start = places[node].start
            shown = text.splitlines()[start.line - 1]
            raise SourceError(f"this isn't Python: {words}", filename, start.line, start.column + 1, shown)
        inside = where
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            inside = "functions" if isinstance(node, cst.FunctionDef) else "classes"
        elif isinstance(node, (cst.Try, cst.TryStar)) and not where:
            inside = "try/except blocks"
        stack += [(child, inside) for child in reversed(node.children)]


def misplaced(node: cst.LazyImport | cst.LazyImportFrom, where: str) -> str:
    """What CPython has against the lazy import *node*, inside of *where*; empty if nothing."""
    if where:
        kind = "lazy import" if isinstance(node, cst.LazyImport) else "lazy from ... import"
        return f"{kind} not allowed inside {where}"
    if isinstance(node, cst.LazyImportFrom):
        if isinstance(node.names, cst.ImportStar):
            return "lazy from ... import * is not allowed"
        if isinstance(node.module, cst.Name) and node.module.value == "__future__" and not node.relative:
            return "lazy from __future__ import is not allowed"
    return ""


def refusal(text: str, filename: str) -> tuple[SyntaxError | None, Warned]:
    """What the compiler of the running Python has against *text*, and what it warns of.

    What is only too much for it does not count.
    """
    with lock, warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", SyntaxWarning)
        try:
            compile(text, filename, "exec", dont_inherit=True)
        except SyntaxError as error:
            return None if MISTAKEN.match(error.msg) else error, []
        except (RecursionError, MemoryError, ValueError, OverflowError):
            pass
    return None, [(one.lineno, str(one.message)) for one in found]


JUMPS = {cst.Return: "return", cst.Break: "break", cst.Continue: "continue"}
LOOPS, SCOPES = (cst.For, cst.While), (cst.FunctionDef, cst.ClassDef)


def jumps_in_finally(module: cst.Module, lines: Mapping[int, tuple[cst.CSTNode, int]]) -> Warned:
    """The jumps in a `finally` suite of which Python warns from 3.14 on; *lines* is where statements stand.

    https://peps.python.org/pep-0765/
    """
    found: Warned = []
    stack: list = [(statement, frozenset()) for statement in module.body]
    while stack:
        node, leaving = stack.pop()
        if isinstance(node, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
            jumps = (JUMPS[type(small)] for small in node.body if type(small) in leaving)
            found += ((lines[id(node)][1], f"'{jump}' in a 'finally' block") for jump in jumps)
            continue
        for name in ("body", "handlers", "cases", "orelse", "finalbody"):
            inside = leaving
            if isinstance(node, SCOPES) or isinstance(node, LOOPS) and name == "body":
                inside = frozenset()  # no `return` in a loop either, though it does leave the suite
            elif name == "finalbody":
                inside = frozenset(JUMPS)
            part = getattr(node, name, None) or ()
            stack += ((one, inside) for one in (part if isinstance(part, Sequence) else (part,)))
    return sorted(found)


def parses(text: str) -> bool:
    """Can the running Python parse *text*?  What it parses and does not compile is wrong everywhere."""
    with lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except SyntaxError:
            return False
    return True
