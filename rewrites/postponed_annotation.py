"""Annotations under `from __future__ import annotations`: strings.

    from __future__ import annotations
    def area(shape: Shape | None) -> float: ...

becomes

    from __future__ import annotations
    def area(shape: 'Shape | None') -> 'float': ...

Grammar
    annotation ::= expression

Meaning
    1. Nothing of an annotation is evaluated.
    2. The string is the compiler's own spelling of the expression, not the text of the source.

Reference
    PEP 563
"""

import libcst as cst

from mvpy.annotation_text import annotation_text
from mvpy.rule import rewrites


@rewrites(cst.Annotation)
def postponed_annotation(node: cst.Annotation, cx):
    if not cx.future("annotations") or id(node.annotation) in cx.texts:
        return None
    text = cst.SimpleString(ascii(annotation_text(node.annotation)))
    cx.texts[id(text)] = text
    return node.with_changes(annotation=text)
