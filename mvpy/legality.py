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

import libcst as cst

from mvpy.errors import SourceError
from mvpy.literals import concatenated
from mvpy.scopes import has_node

# What an older Python says of syntax that it doesn't know.
UNSURE = re.compile(
    r"f-string|invalid syntax|expected|forgot|unterminated|unmatched|never closed|must be parenthesized"
    r"|unpacking cannot be used in (?:dict )?comprehension"
)
# What Pythons before 3.13 say of `global __x` in a method, with a comprehension that binds `__x`.
MISTAKEN = re.compile(r"no binding for nonlocal '_\w+__\w+' found")
lock = threading.Lock()


def refuse_illegal(text: str, filename: str, module: cst.Module) -> None:
    """A SourceError at its first place, if Python refuses to compile *text*, which libcst has read as *module*."""
    error = refusal(text, filename)
    if error is not None and is_grammar_of_another_version(text, error):
        older = module.visit(InOlderSyntax()).code
        error = refusal(older, filename)
        if error is not None and is_grammar_of_another_version(older, error):
            return
    if error is None:
        return
    lines = text.splitlines()
    line = error.lineno or 0
    shown = lines[line - 1] if 0 < line <= len(lines) else ""
    raise SourceError(f"this isn't Python: {error.msg}", filename, line, max(error.offset or 0, 0), shown)


class InOlderSyntax(cst.CSTTransformer):
    """Takes new syntax out of a program, so that the rest of it can be judged; its lines stay where they are."""

    def without_star(self, original_node, updated_node):
        """The comprehension *updated_node*, whose element has no star: so far no other than Python 3.15 takes one."""
        element = updated_node.elt
        return updated_node.with_changes(elt=element.value) if isinstance(element, cst.StarredElement) else updated_node

    leave_ListComp = leave_SetComp = leave_GeneratorExp = without_star

    def leave_StarredDictComp(self, original_node, updated_node):
        """A comprehension that puts each mapping under 0; nobody runs it."""
        return cst.DictComp(
            key=cst.Integer("0"),
            value=updated_node.value,
            for_in=updated_node.for_in,
            lbrace=updated_node.lbrace,
            rbrace=updated_node.rbrace,
            lpar=updated_node.lpar,
            rpar=updated_node.rpar,
        )

    def in_parentheses(self, original_node, updated_node):
        """The clause *updated_node* of `try`, several types in parentheses: those may be missing from 3.14 on."""
        types = updated_node.type
        if not isinstance(types, cst.Tuple) or types.lpar:
            return updated_node
        return updated_node.with_changes(type=types.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()]))

    leave_ExceptHandler = leave_ExceptStarHandler = in_parentheses


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


def refusal(text: str, filename: str) -> SyntaxError | None:
    """What the compiler of the running Python has against *text*; what is only too much for it does not count."""
    with lock, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            compile(text, filename, "exec", dont_inherit=True)
        except SyntaxError as error:
            return None if MISTAKEN.match(error.msg) else error
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
