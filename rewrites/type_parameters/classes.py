"""Generic classes: `Generic[…]` for their last base, and `__type_params__` from the start of their body."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.rewrites.decorator.wrapped import comments_of
from mvpy.rewrites.type_parameters.annotation_scope import ASSIGN, Made, real_name
from mvpy.rewrites.type_parameters.inner_name import declared, inner_name, qualname
from mvpy.rewrites.type_parameters.parameters import WITHOUT_PARAMETERS, Parameters, with_generic_base
from mvpy.rewrites.type_parameters.plain import generic_base
from mvpy.tree.nodes import type_parameters
from mvpy.tree.suite import Statements, split_docstring, suite_of

BASE = quote("generic_base($parameters)")
DEFAULT = cst.MaybeSentinel.DEFAULT


def generic_class(node: cst.ClassDef, parameters: Parameters, cx: Context) -> Made:
    """(statements that make the class *node*, the expression that gives it, nothing)."""
    tuple_ = cx.names.new("parameters")
    if cx.exactly("kinds"):
        base = BASE.expression(cx, parameters=tuple_)
    else:
        base = generic_base(type_parameters(node), parameters.names, tuple_, cx)
    made: Statements = ()
    if may_be_refused(type_parameters(node)):  # it is made before the bases, which only then can be seen
        base, value = cx.names.new("generic_base"), base
        made = ASSIGN(cx, target=base, value=value)
    bases, keywords = with_generic_base(node, base, parameters)
    body = suite_of(node.body)
    above, docstring, rest = split_docstring(body) or ((), None, body)
    kept = ASSIGN(cx, target=cst.Name("__type_params__"), value=tuple_)
    name = inner_name(node, cx)
    declaration = declared(node, cx) if name is not node.name and cx.stays(cst.ClassDef) else None
    if not cx.exactly("frames") and cx.stays(cst.ClassDef) and declaration is None:
        kept = (*ASSIGN(cx, target=cst.Name("__qualname__"), value=qualname(cx)), *kept)
    body = (*above, *((docstring,) if docstring else ()), *kept, *rest)
    bare = node.with_changes(
        decorators=(), lines_after_decorators=(), leading_lines=comments_of(node), bases=bases, keywords=keywords,
        body=cst.IndentedBlock(body), lpar=DEFAULT, rpar=DEFAULT, **WITHOUT_PARAMETERS,
    )  # fmt: skip
    cx.scopes.moved(cx.place.origin, bare)
    first = (*parameters.statements, *ASSIGN(cx, target=tuple_, value=parameters.display()), *made)
    if name is node.name:
        return (*first, bare), name, ()
    if declaration is not None:
        return (declaration, *first, bare), node.name, ()
    cx.names.real[name.value] = real_name(node, cx)
    bare = bare.with_changes(name=name)
    cx.scopes.moved(cx.place.origin, bare)
    definition = cx.expanded_by("class_definition", bare) if cx.stays(cst.ClassDef) else (bare,)
    return (*first, *definition), name, ()


def may_be_refused(params: Sequence[cst.TypeParam]) -> bool:
    """Does a default follow a tuple of type variables?  From Python 3.13 on `Generic[…]` does not take these."""
    tuples = [isinstance(item.param, cst.TypeVarTuple) for item in params]
    after = params[tuples.index(True) + 1 :] if True in tuples else ()
    return any(item.default is not None for item in after)
