"""Is it Python at all?  The parser and all that Python refuses besides are asked, in this order.

https://docs.python.org/3/reference/executionmodel.html
"""

from __future__ import annotations

import re
import sys

import libcst as cst

from mvpy.reading.annotation_scope_rules import refuse_in_annotation_scopes
from mvpy.reading.legality import refuse_illegal, refuse_misplaced_lazy_imports, refuse_mixtures
from mvpy.reading.parsing import parse
from mvpy.reading.warned import Warned

# What there is in every text with type parameters, or a type alias, and with a template string.
GENERIC = re.compile(r"\b(?:def|class)[\s\\]+[^\s\\(:]+[\s\\]*\[|\btype[\s\\]")
TEMPLATE = re.compile(r"[tT][rR]?['\"]")


def read_program(
    text: str, filename: str, target: tuple[int, int] = sys.version_info[:2]
) -> tuple[cst.Module, list[Warned]]:
    """The tree of *text*, and what Python's compiler warns of; a SourceError if it is no Python program."""
    parsed = parse(text, filename)
    if GENERIC.search(text):  # what there is not need not be looked for, node by node
        refuse_in_annotation_scopes(parsed, text, filename)
    warned = refuse_illegal(text, filename, parsed, target)
    if TEMPLATE.search(text):
        refuse_mixtures(parsed, text, filename)
    if "lazy" in text:
        refuse_misplaced_lazy_imports(parsed, text, filename)
    return parsed, warned
