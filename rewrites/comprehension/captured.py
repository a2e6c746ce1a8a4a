"""Comprehensions whose variables are used by functions inside: the loop stays where it is, the variables get cells.

    totals = [sum(m * n for m in row) for n in numbers]

becomes

    def cells():
        if 0:
            n = None
        def bind(value):
            nonlocal n
            n = value
        def make(iterator):
            return (m * n for m in iterator)
        return (bind, make)
    functions = cells()
    bind = functions[0]
    make = functions[1]
    for variable in numbers:
        bind(variable)
        collect(sum(make(iter(row))))

Each execution has cells of its own.  Only the loop binds them; so where it reads them itself, its own variables do.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Note
from mvpy.machine.quote import quote
from mvpy.machine.scope_walk import ScopeWalk
from mvpy.rewrites.comprehension.frames import clauses, may_run_in_place, seen_by_function
from mvpy.rewrites.set_display import iterated
from mvpy.scopes.analysis import has_node, names_in
from mvpy.tree.evaluation import EVALUATION
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.spacing import maker_of

STORE = quote("$name = $value")
RETURN = quote("return $result")
LOCAL = quote("""
    if 0:
        $name = None
""")
GIVEN_ITERATORS: Note[set[str]] = Note(set)  # parameters to which iter() has been applied
TRANSPARENT = quote("transparent($function)")
ITERATED = quote("iter($iterable)")


def may_have_cells(node: cst.BaseComp, scope, cx) -> bool:
    """Can the comprehension *node*, whose variables are used by functions inside, stay where it is all the same?

    Not where people will read the outcome, and not where a function that uses them cannot be made elsewhere; nor where
    a target has parts that could see half of it bound.
    """
    if not cx.is_core or cx.program.in_prelude or scope.has_await_or_async or scope.is_coroutine:
        return False
    if not may_run_in_place(scope, cx) or scope.reads & {"super", "__class__"}:
        return False
    captured = captured_in(node, scope, cx)
    if any(names_in(function) & captured and not is_movable(function) for function in functions_in(node)):
        return False
    return all(is_simple(clause.target) for clause in clauses(node) if names_in(clause.target) & captured)


def captured_in(node: cst.BaseComp, scope, cx) -> set[str]:
    """The variables of the comprehension *node* that functions in it use."""
    used = set().union(*map(names_in, functions_in(node)), set())
    return {name for name in scope.own & used if seen_by_function(scope, name, cx)}


def functions_in(node: cst.BaseComp) -> Iterator[cst.CSTNode]:
    """The functions, lambdas and generator expressions in *node* but for its first iterable, none inside another."""
    stack: list = [part for part in nodes_inside(node) if not isinstance(part, cst.CompFor)]
    for n, clause in enumerate(clauses(node)):
        stack += [clause.target, *clause.ifs, *([clause.iter] if n else [])]
    while stack:
        at = stack.pop()
        if isinstance(at, (cst.FunctionDef, cst.Lambda, cst.GeneratorExp)):
            yield at
        else:
            stack += nodes_inside(at)


def is_movable(function: cst.CSTNode) -> bool:
    """Does *function* do in another function what it does here?

    A generator expression that waits or binds a name by `:=` does so in the function around.
    """
    if isinstance(function, cst.GeneratorExp):
        waits = any(clause.asynchronous for clause in clauses(function))
        return not waits and not has_node(function, (cst.Await, cst.NamedExpr))
    return isinstance(function, cst.Lambda)


def is_simple(target: cst.BaseExpression) -> bool:
    """Does *target* bind all its names at once, and evaluate nothing?"""
    if isinstance(target, (cst.Tuple, cst.List)):
        return all(isinstance(element.value, cst.Name) for element in target.elements)
    return isinstance(target, cst.Name)


class CellWalk(ScopeWalk):
    """Renames the variables of a comprehension: *names*; functions that use one of *captured* are made elsewhere."""

    def __init__(self, names: dict[str, str], captured: set[str], cx) -> None:
        def renamed(name: str) -> cst.Name | None:
            return cst.Name(names[name]) if name in names else None

        super().__init__(cx, renamed, renamed, lambda name: ())
        self.captured = captured
        self.makers: dict[str, cst.FunctionDef] = {}  # by the name under which each is called

    def lambda_(self, node: cst.Lambda):
        defaults, rebuild = EVALUATION[cst.Lambda]
        parameters = [self.cx.names.new("default") for _ in defaults(node)]
        inside = rebuild(node, parameters)
        if not names_in(inside) & self.captured:
            return super().lambda_(node)
        return self.made(inside, parameters, [self(default) for default in defaults(node)], node)

    def comprehension(self, node):
        if not isinstance(node, cst.GeneratorExp):
            return super().comprehension(node)
        iterator = self.cx.names.new("iterator")
        inside = maker_of(node, for_in=maker_of(node.for_in, iter=iterator))
        if not names_in(inside) & self.captured:
            return super().comprehension(node)
        GIVEN_ITERATORS.of(self.cx).add(iterator.value)
        iterable = ITERATED.expression(self.cx, iterable=iterated(self(node.for_in.iter), self.cx))
        return self.made(inside, [iterator], [iterable], node)

    def made(self, inside: cst.BaseExpression, parameters: list, arguments: list, old: cst.BaseExpression):
        """A call of a new function with the *parameters*, which gives the function *inside*."""
        make = self.cx.names.new("make")
        params = cst.Parameters(params=[cst.Param(parameter) for parameter in parameters])
        body = cst.IndentedBlock(RETURN(self.cx, result=inside))
        self.makers[make.value] = cst.FunctionDef(self.cx.names.new("make"), params, body)
        return self.settled_expression(cst.Call(make, [cst.Arg(argument) for argument in arguments]), old)


class Cells:
    """The cells of the variables *captured* by functions, in the function *name*, which has those functions made.

    What it gives is called by other names outside of it: these may be kept where nobody sees them.
    """

    def __init__(self, name: cst.Name, captured: set[str], makers: dict[str, cst.FunctionDef], cx) -> None:
        self.name, self.makers, self.cx = name, makers, cx
        self.binders = {variable: cx.names.new("into_cell") for variable in sorted(captured)}

    def definition(self) -> cst.FunctionDef:
        """The function with the cells, which gives the functions that bind them and those that use them."""
        body: list = []
        inside = []
        for variable in self.binders:
            binder = self.binder(variable)
            body += [*LOCAL(self.cx, name=cst.Name(variable)), binder]
            inside.append(cst.Element(binder.name))
        for maker in self.makers.values():
            body += [maker, *TRANSPARENT(self.cx, function=maker.name)]
            inside.append(cst.Element(maker.name))
        result = cst.Tuple(inside, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
        body += RETURN(self.cx, result=result)
        return cst.FunctionDef(self.name, cst.Parameters(), cst.IndentedBlock(body))

    def binder(self, variable: str) -> cst.FunctionDef:
        """A function that binds the *variable* of the function around it."""
        value = self.cx.names.new("value")
        declared = cst.SimpleStatementLine([cst.Nonlocal([cst.NameItem(cst.Name(variable))])])
        body = (declared, *STORE(self.cx, name=cst.Name(variable), value=value))
        params = cst.Parameters(params=[cst.Param(value)])
        return cst.FunctionDef(self.cx.names.new("into_cell"), params, cst.IndentedBlock(body))

    @property
    def functions(self) -> list[cst.Name]:
        """What the function gives, by the names outside of it."""
        return [*self.binders.values(), *map(cst.Name, self.makers)]

    def taken(self) -> tuple:
        """The statements that make the cells, and take the functions for them."""
        made = self.cx.names.new("functions")
        out = [*STORE(self.cx, name=made, value=cst.Call(self.name))]
        for i, function in enumerate(self.functions):
            index = cst.SubscriptElement(cst.Index(cst.Integer(str(i))))
            out += STORE(self.cx, name=function, value=cst.Subscript(made, [index]))
        return (*out, *STORE(self.cx, name=made, value=cst.Integer("0")))

    def bound(self, target: cst.BaseExpression, names: dict[str, str]) -> tuple:
        """The statements that put into the cells what *target* has just bound, under the new *names*."""
        found = names_in(target)
        return tuple(
            cst.SimpleStatementLine([cst.Expr(cst.Call(bind, [cst.Arg(cst.Name(names[variable]))]))])
            for variable, bind in self.binders.items()
            if names[variable] in found
        )
