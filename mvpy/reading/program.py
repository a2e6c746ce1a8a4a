"""Is it Python at all?  The parser and all that Python refuses besides are asked, in this order.

https://docs.python.org/3/reference/executionmodel.html
"""

from __future__ import annotations

import sys

import libcst as cst

from mvpy.reading.annotation_scope_rules import refuse_in_annotation_scopes
from mvpy.reading.legality import refuse_illegal, refuse_misplaced_lazy_imports, refuse_mixtures
from mvpy.reading.parsing import parse
from mvpy.reading.warned import Warned


def read_program(
    text: str, filename: str, target: tuple[int, int] = sys.version_info[:2]
) -> tuple[cst.Module, list[Warned]]:
    """The tree of *text*, and what Python's compiler warns of; a SourceError if it is no Python program."""
    parsed = parse(text, filename)
    refuse_in_annotation_scopes(parsed, text, filename)
    warned = refuse_illegal(text, filename, parsed, target)
    refuse_mixtures(parsed, text, filename)
    refuse_misplaced_lazy_imports(parsed, text, filename)
    return parsed, warned
