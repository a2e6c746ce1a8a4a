"""What the grammar takes and Python does not: `return` outside a function, two parameters of one name, `f() = 1`.

Python itself is asked.  It may be older than the syntax of the program, which libcst has read: where its words can
mean that, they are not believed.

https://docs.python.org/3/library/functions.html#compile
"""

from __future__ import annotations

import ast
import re
import threading
import warnings

import libcst as cst

from mvpy.errors import SourceError
from mvpy.literals import concatenated
from mvpy.scopes import has_node

# What an older Python says of syntax that it doesn't know.
UNSURE = re.compile(
    r"f-string|invalid syntax|expected|forgot|unterminated|unmatched|never closed|must be parenthesized"
)
LAZY = (cst.LazyImport, cst.LazyImportFrom)
lock = threading.Lock()


def refuse_illegal(text: str, filename: str) -> None:
    """A SourceError at its first place, if Python refuses to compile *text*, a program that libcst has read."""
    error = refusal(text, filename)
    if error is None or is_grammar_of_another_version(text, error):
        return
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
                raise SourceError(words, filename, start.line, start.column + 1, text.splitlines()[start.line - 1])


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


def refusal(text: str, filename: str) -> SyntaxError | None:
    """What the compiler of the running Python has against *text*; what is only too much for it does not count."""
    with lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, filename, "exec", dont_inherit=True)
        except SyntaxError as error:
            return error
        except (RecursionError, MemoryError, ValueError, OverflowError):
            pass
    return None


def is_grammar_of_another_version(text: str, error: SyntaxError) -> bool:
    """Can it be that *error* only says how old the parser is?  What is parsed and not compiled is wrong everywhere."""
    if not UNSURE.search(error.msg):
        return False
    with lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            ast.parse(text)
        except SyntaxError:
            return True
    return False
