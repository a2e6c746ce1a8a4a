"""The type parameters of one definition, as variables of the function that stands for their scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.machine.walk import Walk
from mvpy.rewrites.type_parameters import plain
from mvpy.rewrites.type_parameters.annotation_scope import ASSIGN, evaluator, real_name
from mvpy.rewrites.type_parameters.plain import keyword
from mvpy.rewrites.type_parameters.sight import is_taken_inside, sight
from mvpy.rewrites.type_parameters.steadiness import is_steady, steady_names
from mvpy.scopes.analysis import mangled, normal
from mvpy.tree.literals import is_constant, string
from mvpy.tree.nodes import type_parameters, with_arguments

VARIABLE = quote("type_variable($name)")
VARIABLE_TUPLE = quote("type_variable_tuple($name)")
SPECIFICATION = quote("parameter_specification($name)")
TEMPLATES = {cst.TypeVar: VARIABLE, cst.TypeVarTuple: VARIABLE_TUPLE}
ONLY_ITEM = quote("unpack($value, 1)[0]")
# What has a qualified name.
FUNCTIONS = (cst.Lambda, cst.GeneratorExp, cst.ListComp, cst.SetComp, cst.DictComp)
NO_SPACE = cst.SimpleWhitespace("")
WITHOUT_PARAMETERS: dict[str, Any] = {"type_parameters": None, "whitespace_after_type_parameters": NO_SPACE}
Expression = cst.BaseExpression
Args = list[cst.Arg]
Parameter = cst.TypeVar | cst.TypeVarTuple | cst.ParamSpec
N = TypeVar("N", bound=cst.CSTNode)


class Parameters:
    """The type parameters of one definition.

    names       of the variables that hold them, in their order
    statements  that make them
    """

    def __init__(self, node: cst.ClassDef | cst.FunctionDef | cst.TypeAlias, cx: Context) -> None:
        self.cx = cx
        self.renamed = own_private_names(node)
        self.generic = real_name(node, cx)
        self.own = {name_of(item) for item in type_parameters(node)}
        self.names: list[str] = []
        self.statements: list[cst.BaseStatement] = []
        own = self.own | set(self.renamed.values())
        taken: set[str] = set()
        if cx.place.in_class_body:
            scope = cx.scopes.find(node.type_parameters) or cx.scopes.of(parameters_at(cx.place.origin))
            taken = {self.renamed.get(name, name) for name in self.own if is_taken_inside(name, scope, cx)}
        self.seen, self.seen_at_once = sight(own, cx, own), sight(own, cx, taken, late=False)
        for item in type_parameters(node):
            self.add(item)

    def add(self, item: cst.TypeParam) -> None:
        """One more type parameter: the functions that evaluate its parts, and the object."""
        name = name_of(item)
        if not self.cx.exactly("frames", "kinds"):
            self.add_plain(item, name)
            return
        template = TEMPLATES.get(type(item.param), SPECIFICATION)
        call = template.expression(self.cx, name=string(self.cx.names.real.get(name, name)))
        arguments, steady, known = [], True, steady_names(self.names, self.cx)
        for hint, value in parts_of(item, self.cx):
            steady = steady and is_steady(value, known, self.cx) and not item.star
            value = self.here(value, late=True)
            if item.star:
                value = ONLY_ITEM.expression(self.cx, value=value)
            function, evaluate = evaluator(hint, value, self.cx)
            self.statements += evaluate
            arguments.append(keyword(hint, function))
        holds, parts = self.cx.node_kinds.holds, parts_of(item, self.cx)
        if any(holds(value, kind) for _, value in parts for kind in FUNCTIONS):
            arguments.append(keyword("generic", string(self.generic)))
        if arguments and steady:
            arguments.append(keyword("steady", cst.Integer("1")))
        call = with_arguments(call, arguments)
        self.names.append(self.renamed.get(name, name))
        self.statements += ASSIGN(self.cx, target=cst.Name(self.names[-1]), value=call)

    def add_plain(self, item: cst.TypeParam, name: str) -> None:
        """One more type parameter in a plain output: the object."""
        parts = []
        for what, value in parts_of(item, self.cx):
            seen = self.here(value, late=True)
            if item.star:
                seen = ONLY_ITEM.expression(self.cx, value=seen)
            parts.append((what, value, evaluator(what, seen, self.cx)[0]))
        made = plain.parameter(item, self.cx.names.real.get(name, name), parts, self.cx)
        self.names.append(self.renamed.get(name, name))
        self.statements += ASSIGN(self.cx, target=cst.Name(self.names[-1]), value=made)

    def here(self, value: N, late: bool = False) -> N:
        """*value*, an expression of the annotation scope or a node that holds some, as the scope finds its names."""
        if self.renamed:
            walked: Any = Walk({cst.Name: [self.rename]}, self.cx, ("fields",))(value)
            value = walked
        seen: N = (self.seen if late else self.seen_at_once)(value)
        return seen

    def rename(self, node: cst.Name, cx: Context) -> cst.Name | None:
        new = self.renamed.get(node.value)
        return node.with_changes(value=new) if new else None

    def display(self) -> cst.Tuple:
        """The tuple of the type parameters."""
        return tuple_of_names(self.names)


def with_generic_base(node: cst.ClassDef, base: Expression, parameters: Parameters) -> tuple[Args, Args]:
    """The bases and keywords of *node*, with *base* behind the last positional argument."""
    bases = [parameters.here(arg).with_changes(comma=cst.MaybeSentinel.DEFAULT) for arg in node.bases]
    keywords = [parameters.here(arg).with_changes(comma=cst.MaybeSentinel.DEFAULT) for arg in node.keywords]
    return [*bases, cst.Arg(base)], keywords


def name_of(item: cst.TypeParam) -> str:
    return normal(item.param.name.value)


def parts_of(item: cst.TypeParam, cx: Context) -> list[tuple[str, Expression]]:
    """What is evaluated late for one type parameter: (what it is, expression)."""
    parts = []
    if bound := getattr(item.param, "bound", None):
        are_constraints = isinstance(bound, cst.Tuple) and not is_bound_at_once(item.param, cx)
        parts.append(("constraints" if are_constraints else "bound", bound))
    if item.default is not None:
        parts.append(("default", item.default))
    return parts


def is_bound_at_once(param: Parameter, cx: Context) -> bool:
    """Is a tuple the bound of *param*?  Up to Python 3.13 the compiler knows what it is before it looks for constraints."""
    bound = param.bound if isinstance(param, cst.TypeVar) else None
    return isinstance(bound, cst.Tuple) and is_constant(bound) and (3, 12) <= cx.target < (3, 14)


def tuple_of_names(names: Sequence[str]) -> cst.Tuple:
    return cst.Tuple([cst.Element(cst.Name(name)) for name in names])  # in parentheses, as it is by default


def parameters_at(origin: Any) -> cst.TypeParameters:
    """The type parameters that stood in *origin*, a definition or the line of an alias."""
    node: Any = origin.body[0] if isinstance(origin, cst.SimpleStatementLine) else origin
    found: cst.TypeParameters = node.type_parameters
    return found


def own_private_names(node: cst.ClassDef | cst.FunctionDef | cst.TypeAlias) -> dict[str, str]:
    """The private type parameters of a class: there they are mangled with the name of that class."""
    if not isinstance(node, cst.ClassDef):
        return {}
    names = [name_of(item) for item in type_parameters(node)]
    return {name: new for name in names if (new := mangled(name, node.name.value)) != name}
