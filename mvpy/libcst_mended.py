"""libcst, with one oversight mended: it refuses `return(a if b else c)`, which needs no space before the bracket."""

from __future__ import annotations

import libcst as cst

_without_parentheses = cst.IfExp._safe_to_use_with_word_operator


def _safe_to_use_with_word_operator(node: cst.IfExp, position: object) -> bool:
    """Whether *node* may stand beside a word with no space between; the original forgets its parentheses."""
    return bool(node.lpar) or _without_parentheses(node, position)


cst.IfExp._safe_to_use_with_word_operator = _safe_to_use_with_word_operator
