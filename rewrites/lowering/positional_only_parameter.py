"""Positional-only parameters: ordinary ones, with names that no keyword has where there is a `**`.

    def power(base, exponent, /):
        return base**exponent

    def configured(self, /, **options):
        return self, options

becomes

    def power(base, exponent):
        return base**exponent

    def configured(_self, **options):
        self = _self
        return self, options

Grammar
    parameter_list ::= defparameter ("," defparameter)* "," "/" ["," [parameter_list_no_posonly]] | …

Meaning
    1. What is given by position goes where it went.
    2. A keyword with the name of such a parameter belongs to `**options`.

Differs
    Without `**`, a call that names such a parameter is not refused. `inspect` and annotations show ordinary parameters,
    and their new names.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#function-definitions
    PEP 570
"""

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites
from mvpy.tree.literals import is_docstring
from mvpy.tree.nodes import parenthesized
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct(
        "positional-only parameter",
        cst.FunctionDef,
        cst.Lambda,
        such=lambda node: bool(node.params.posonly_params),
    ),
    grammar="params, lambda_params",
    newer=(Newer((3, 8), "positional-only parameters", at=lambda node: node.params.posonly_ind),),
    sees=("layout", "elif", "fields", "texts", "unevaluated"),
)


@rewrites(cst.FunctionDef)
def of_function(node: cst.FunctionDef, cx: Context) -> Statements | None:
    params = node.params
    if not params.posonly_params:
        return None
    node = node.with_changes(leading_lines=())  # they are carried over
    if params.star_kwarg is None:
        return (node.with_changes(params=ordinary(params, params.posonly_params)),)
    own = [param.name for param in params.posonly_params]
    new = [cx.names.new(name.value) for name in own]
    body = beginning_with(node.body, renaming(own, new))
    return (node.with_changes(params=ordinary(params, renamed(params.posonly_params, new)), body=body),)


@rewrites(cst.Lambda)
def of_lambda(node: cst.Lambda, cx: Context) -> cst.Lambda | None:
    params = node.params
    if not params.posonly_params:
        return None
    if params.star_kwarg is None:
        return node.with_changes(params=ordinary(params, params.posonly_params))
    own = [param.name for param in params.posonly_params]
    new = [cx.names.new(name.value) for name in own]
    inner = cst.Lambda(cst.Parameters([cst.Param(name) for name in own]), node.body)
    call = cst.Call(parenthesized(inner), [cst.Arg(name) for name in new])
    return node.with_changes(params=ordinary(params, renamed(params.posonly_params, new)), body=call)


def ordinary(params: cst.Parameters, leading: Sequence[cst.Param]) -> cst.Parameters:
    """*params* without `/`, with the parameters *leading* in the place of those before it."""
    is_last = not (params.params or params.kwonly_params or params.star_kwarg) and isinstance(
        params.star_arg, cst.MaybeSentinel
    )
    if is_last:
        leading = [*leading[:-1], leading[-1].with_changes(comma=cst.MaybeSentinel.DEFAULT)]
    return params.with_changes(
        posonly_params=(), posonly_ind=cst.MaybeSentinel.DEFAULT, params=[*leading, *params.params]
    )


def renamed(params: Sequence[cst.Param], names: Sequence[cst.Name]) -> list[cst.Param]:
    return [param.with_changes(name=name) for param, name in zip(params, names)]


def renaming(own: Sequence[cst.Name], new: Sequence[cst.Name]) -> cst.Assign:
    """`a, b = _a, _b`"""
    sides = [
        names[0] if len(names) == 1 else cst.Tuple([cst.Element(name) for name in names], lpar=(), rpar=())
        for names in (own, new)
    ]
    return cst.Assign([cst.AssignTarget(sides[0])], sides[1])


def beginning_with(body: cst.BaseSuite, statement: cst.BaseSmallStatement) -> cst.BaseSuite:
    """*body*, in which *statement* is the first behind the docstring."""
    at = 1 if is_docstring(first_of(body)) else 0
    line: cst.CSTNode = statement
    if isinstance(body, cst.IndentedBlock):
        line = cst.SimpleStatementLine([statement])
    return body.with_changes(body=[*body.body[:at], line, *body.body[at:]])


def first_of(body: cst.BaseSuite) -> cst.CSTNode:
    """The first statement of *body*, alone on its line."""
    first, *_ = body.body
    return first.body[0] if isinstance(first, cst.SimpleStatementLine) and len(first.body) > 1 else first
