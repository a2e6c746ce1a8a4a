"""Classes that were to stay, and cannot: rules say so while they work, and the next run opens them.

See `mvpy.rewrites.class_definition.kept`.
"""

import libcst as cst

from mvpy.machine.context import Context, Note

ANNOTATED: Note[set[int]] = Note(set)  # the lines of classes that cannot stay, because of their annotations
READ_AGAIN: Note[set[int]] = Note(set)  # the lines of classes in which a definition is read again


def opens_class(node: cst.ClassDef, cx: Context) -> None:
    """The class *node* cannot stay: it is opened at the turn of classes."""
    ANNOTATED.of(cx).add(cx.lines.of(node))


def reads_definition(cx: Context) -> None:
    """The rule reads the name of the definition that it rewrites; the mapping of a class could notice that."""
    if cx.place.in_class_body:
        READ_AGAIN.of(cx).add(cx.lines.of(cx.place.blocks[-1]))
