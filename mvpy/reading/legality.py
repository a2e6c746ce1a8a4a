"""What the grammar takes and Python does not: `return` outside a function, two parameters of one name, `f() = 1`.

Python itself is asked.  It may be older than the syntax of the program, which libcst has read: then it is asked once
more, about the same program in older syntax.  What gets lost on the way to that is judged here.

https://docs.python.org/3/library/functions.html#compile
"""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider

from mvpy.errors import SourceError
from mvpy.reading.older_syntax import InOlderSyntax
from mvpy.reading.warned import Warned
from mvpy.scopes.analysis import has_node
from mvpy.tree.literals import Shown, StringLiteral, concatenated, literal_parts, string_value
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.positions import columns_in
from mvpy.tree.syntax_trees import syntax_tree

# What Pythons before 3.13 say of `global __x` in a method, with a comprehension that binds `__x`.
MISTAKEN = re.compile(r"no binding for nonlocal '_\w+__\w+' found")
# What 3.12 says of functions in annotation scopes within classes, which 3.13 takes.
LIFTED = re.compile(r"Cannot use .+ in annotation scope within class scope")
LAZY = (cst.LazyImport, cst.LazyImportFrom)
lock = threading.Lock()


def refuse_illegal(text: str, filename: str, module: cst.Module, target: tuple[int, int]) -> list[Warned]:
    """What Python warns of when it compiles *text*, which libcst has read as *module*.

    A SourceError at its first place, if Python refuses to.  *target* may know what the running Python does not.
    """
    error, warned = refusal(text, filename)
    if error is not None and not parses(text):
        refuse_first(wrong_in_any_syntax(module), module, text, filename)
        older = module.visit(InOlderSyntax(target)).code
        if older != module.code or not isinstance(error, SyntaxError):
            error, warned = refusal(older, filename)
    if not isinstance(error, SyntaxError) or target >= (3, 13) and LIFTED.match(error.msg):
        return warned
    lines = text.split("\n")
    line = error.lineno or 0
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    raise SourceError(f"this isn't Python: {error.msg}", filename, line, max(error.offset or 0, 0), shown)


# A node, and what is wrong with it.
Wrong = tuple[cst.CSTNode, str]


def refuse_first(wrong: Iterable[Wrong], module: cst.Module, text: str, filename: str) -> None:
    """A SourceError for the first of the nodes of *module*, which was *text*, that something is *wrong* with."""
    found = list(wrong)
    if not found:
        return
    places = MetadataWrapper(module, unsafe_skip_copy=True).resolve(PositionProvider)
    node, words = min(found, key=lambda one: (places[one[0]].start.line, places[one[0]].start.column))
    start = places[node].start
    column = columns_in(text, module.code)(start.line, start.column) + 1
    shown = text.split("\n")[start.line - 1]
    raise SourceError(f"this isn't Python: {words}", filename, start.line, column, shown)


def wrong_in_any_syntax(module: cst.Module) -> Iterator[Wrong]:
    """What libcst takes in *module* and what is lost in older syntax, though no Python takes it."""
    stack: list[cst.CSTNode] = list(module.body)
    while stack:
        node = stack.pop()
        if isinstance(node, (cst.SimpleString, cst.FormattedString, cst.TemplatedString)):
            if words := malformed(node):
                yield node, words
        elif isinstance(node, (cst.FormattedStringExpression, cst.TemplatedStringExpression)):
            if isinstance(node.expression, cst.GeneratorExp) and not node.expression.lpar:
                yield node.expression, "a generator expression in a field needs parentheses"
        elif isinstance(node, cst.Tuple) and is_star_in_parentheses(node):
            yield node, "cannot use starred expression here"
        stack += nodes_inside(node)


def malformed(literal: StringLiteral) -> str:
    """What is wrong with the escapes of *literal*; empty if nothing."""
    try:
        if isinstance(literal, cst.SimpleString):  # of characters, or of bytes
            string_value(literal)
        else:
            list(literal_parts(literal, Shown()))
    except ValueError as error:
        return str(error)
    return ""


def is_star_in_parentheses(node: cst.Tuple) -> bool:
    """Is *node* `(*name)`, which libcst takes for `(*name,)`?"""
    if len(node.elements) != 1 or not node.lpar:
        return False
    (element,) = node.elements
    return isinstance(element, cst.StarredElement) and element.comma is cst.MaybeSentinel.DEFAULT


def refuse_mixtures(module: cst.Module, text: str, filename: str) -> None:
    """A SourceError for the first template string that stands beside a string of another kind."""
    if has_node(module, (cst.TemplatedString,), into_functions=True):
        refuse_first(mixtures(module), module, text, filename)


def mixtures(module: cst.Module) -> Iterator[Wrong]:
    """The strings of *module* some of whose parts are templates and some are not."""
    stack: list[cst.CSTNode] = list(module.body)
    while stack:
        node = stack.pop()
        if isinstance(node, cst.ConcatenatedString):
            if len({isinstance(part, cst.TemplatedString) for part in concatenated(node)}) == 2:
                yield node, "cannot mix t-string literals with string or bytes literals"
        stack += nodes_inside(node)


def refuse_misplaced_lazy_imports(module: cst.Module, text: str, filename: str) -> None:
    """A SourceError for the first lazy import where there can be none: it belongs to the module itself."""
    if has_node(module, LAZY, into_functions=True):
        refuse_first(misplaced_imports(module), module, text, filename)


def misplaced_imports(module: cst.Module) -> Iterator[Wrong]:
    """The lazy imports of *module* that stand where there can be none."""
    stack: list[tuple[cst.CSTNode, str]] = [(module, "")]
    while stack:
        node, where = stack.pop()
        if isinstance(node, LAZY) and (words := misplaced(node, where)):
            yield node, words
        inside = where
        if isinstance(node, (cst.FunctionDef, cst.ClassDef)):
            inside = "functions" if isinstance(node, cst.FunctionDef) else "classes"
        elif isinstance(node, (cst.Try, cst.TryStar)) and not where:
            inside = "try/except blocks"
        stack += [(child, inside) for child in node.children]


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


def refusal(text: str, filename: str) -> tuple[SyntaxError | UnicodeDecodeError | None, list[Warned]]:
    """What the compiler of the running Python has against *text*, and what it warns of.

    What is only too much for it does not count, nor where it fails itself (a SystemError).  A UnicodeDecodeError is
    what some releases of 3.12 and 3.13 say of an escape in a format specification.
    """
    with lock, warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("ignore")
        warnings.simplefilter("always", SyntaxWarning)
        try:
            compile(text, filename, "exec", dont_inherit=True)
        except SyntaxError as error:
            return None if MISTAKEN.match(error.msg) else error, []
        except UnicodeDecodeError as error:
            return error, []
        except (RecursionError, MemoryError, ValueError, OverflowError, SystemError):
            pass
    return None, [Warned(one.lineno, 0, str(one.message)) for one in found]


JUMPS = {cst.Return: "return", cst.Break: "break", cst.Continue: "continue"}
LOOPS, SCOPES = (cst.For, cst.While), (cst.FunctionDef, cst.ClassDef)


def jumps_in_finally(module: cst.Module, lines: Mapping[int, tuple[cst.CSTNode, int]]) -> list[Warned]:
    """The jumps in a `finally` suite of which Python warns from 3.14 on; *lines* is where statements stand.

    https://peps.python.org/pep-0765/
    """
    found: list[Warned] = []
    stack: list[tuple[cst.CSTNode, frozenset[type]]] = [(statement, frozenset()) for statement in module.body]
    while stack:
        node, leaving = stack.pop()
        if isinstance(node, (cst.SimpleStatementLine, cst.SimpleStatementSuite)):
            jumps = (JUMPS[type(small)] for small in node.body if type(small) in leaving)
            line = lines[id(node)][1]
            found += (Warned(line, 0, f"'{jump}' in a 'finally' block") for jump in jumps)
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
            syntax_tree(text)
        except (SyntaxError, UnicodeDecodeError):
            return False
    return True
