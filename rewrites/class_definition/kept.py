"""Classes that stay, while what is in their bodies is rewritten.

The names of such a body live in the mapping that the metaclass gave, and that may notice every store and every
look-up.  So what the body needs for itself must not be among them:

- A builtin or helper that the body reads is declared global there; then the mapping is not asked for it.
- A temporary that would stay, or that such a mapping could see, has no place in the body, nor has a definition
  that is read again: the class is opened after all, and they are locals of the function that the body becomes.

Which classes these are is known when all rewrites have run, and a class must be opened before they run.  So the
pipeline runs a second time for them (see `mvpy.pipeline`).
"""

from __future__ import annotations

import libcst as cst

from mvpy.helpers.hosted_names import HELPERS
from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import Rule, Rules
from mvpy.machine.temporaries import SHOWING
from mvpy.machine.walk import Walk
from mvpy.rewrites.class_definition.bodies import with_all_names_shared
from mvpy.rewrites.class_definition.static_attributes import static_attributes
from mvpy.rewrites.kept_classes import ANNOTATED, READ_AGAIN
from mvpy.scopes.analysis import Scope, analyse
from mvpy.scopes.plain_classes import plain_classes
from mvpy.tree.suite import Statements, filled, split_docstring, suite_of


def lines_to_open(tree: cst.Module, original: cst.Module, cx: Context) -> set[int]:
    """The lines of the classes in *tree*, as the rewrites left it, that cannot stay; *original* is the source."""
    source = cx.program.scopes if original is cx.program.module else analyse(original)
    plain = {line_of(scope, cx) for scope in plain_classes(source)}
    showing = {line_of(scope, cx) for scope in source.all if scope.kind == "class" and scope.reads & SHOWING}
    found = READ_AGAIN.of(cx) - plain | ANNOTATED.of(cx)
    asking = {line_of(scope, cx) for scope in source.all if scope.kind == "class" and "locals" in scope.reads}
    cx.scopes.see(tree)
    for scope in cx.scopes.all:
        if scope.kind == "class" and line_of(scope, cx) not in asking and is_harmed(scope, plain, cx):
            found.add(line_of(scope, cx))
        if scope.kind == "class" and (temporaries := scope.own & cx.names.temporaries):
            unseen = line_of(scope, cx) in plain - showing and temporaries <= scope.deletes
            if not unseen:
                found.add(line_of(scope, cx))
    return found


def is_harmed(scope: Scope, plain: set[int], cx: Context) -> bool:
    """Does the class *scope*, unless its line is in *plain*, read `locals()` for us, and its mapping notice that?

    Up to Python 3.12 that deletes from the mapping what is a cell of the class and has no value yet, and stores what
    has one: `__class__`, which methods see, and `__classdict__`, which annotation scopes do.
    """
    ours = {"locals", cx.names.hosted.names.get("locals")}
    if cx.target >= (3, 13) or not scope.reads & ours:
        return False
    exact = cx.exactly("namespace", "kinds")
    if scope.captured("__class__") and (
        "__class__" in scope.bound or exact and line_of(scope, cx) not in plain
    ):
        return True
    return exact and any(inner.kind == "type" for inner in scope.children)


def line_of(scope: Scope, cx: Context) -> int:
    """The line of the source at which the class *scope* begins."""
    return cx.lines.of(scope.node)


STORING = quote("storing_attributes($names)")
TELL = quote("storing_attributes($names)($made)")


def rules_for_classes(original: cst.Module, opened: frozenset[int], cx: Context) -> list[Rules]:
    """The rules for the classes of *original* where classes stay, one after the other.

    The classes at the lines *opened* are opened after all.  The compiler of 3.13 and later collects the attributes
    that methods store, and sees no calls: a class is told of them, where the program names what they are
    collected in, since it costs a line.
    """
    rules: list[Rules] = [{cst.ClassDef: [opening(opened)]}] if opened else []
    if cx.target >= (3, 13) and not cx.stays(cst.Attribute) and "__static_attributes__" in original.code:
        rules.append({cst.ClassDef: [told_of_attributes]})
    return rules


def opening(lines: frozenset[int]) -> Rule:
    """The rule that opens the classes at *lines*, and no others."""

    def open_class(node: cst.ClassDef, cx: Context) -> Statements | None:
        return cx.expanded(node, cst.ClassDef) if cx.place.line in lines else None

    return open_class


def told_of_attributes(node: cst.ClassDef, cx: Context) -> Statements | None:
    """The class *node*, told of the attributes that its methods assign before a decorator sees it."""
    names = static_attributes(node, cx)
    if not names.elements:
        return None
    if not node.decorators:
        return (node, *TELL(cx, made=cst.Name(node.name.value), names=names))
    decorator = cst.Decorator(STORING.expression(cx, names=names))
    return (node.with_changes(decorators=[*node.decorators, decorator]),)


def with_names_in_place(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, when all rewrites have run: classes that stay, and those that do not, keep nothing of ours."""
    return with_all_names_shared(tree if cx.is_core else with_declared_names(tree, cx), cx)


def with_declared_names(tree: cst.Module, cx: Context) -> cst.Module:
    """*tree*, in which a class declares global what its mapping shall not be asked for.

    In plain it may be: only where the program itself has to do with such mappings, it is not.
    """
    if not cx.exactly("namespace", "kinds") and "__prepare__" not in cx.names.of_program:
        return tree
    plain = {line_of(scope, cx) for scope in plain_classes(cx.program.scopes)}
    ours = {
        *cx.names.hosted.used,
        *(name for helper, name in cx.names.hosted.names.items() if name == helper),
    }

    def declare(node: cst.ClassDef, cx: Context) -> Statements | None:
        scope = cx.scopes.of(cx.place.origin)
        names = sorted((asked_for(scope) & ours) - scope.bound - scope.globals)
        if not names or line_of(scope, cx) in plain:
            return None
        body = suite_of(node.body)
        above, docstring, rest = split_docstring(body) or ((), None, body)
        items = [cst.NameItem(cst.Name(name)) for name in sorted({defined_as(name, cx) for name in names})]
        declaration = cst.SimpleStatementLine([cst.Global(items)])
        new = (*above, *((docstring,) if docstring else ()), declaration, *rest)
        return (node.with_changes(body=cst.IndentedBlock(filled(new)), leading_lines=()),)

    cx.scopes.see(tree)
    with cx.unrecorded():
        return Walk({cst.ClassDef: [declare]}, cx, looked_for={cst.ClassDef}).module(tree)


def asked_for(scope: Scope) -> set[str]:
    """The names that *scope*, a class, is asked for: by its body, and by annotation scopes inside."""
    return scope.reads.union(*(asked_for(inner) for inner in scope.children if inner.kind == "type"))


def defined_as(name: str, cx: Context) -> str:
    """The name that is read where the output has *name*, one of ours: in plain, `operator` for `_add`."""
    helper = cx.names.hosted.used.get(name)
    module = HELPERS.get(helper, ("", ""))[0].partition(".")[0] if isinstance(helper, str) else ""
    own = module in ("", "builtins", "first") or module in cx.names.of_program
    return name if own or cx.exactly("namespace", "kinds") else module
