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

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.machine.quote import quote
from mvpy.machine.scope_walk import ScopeWalk
from mvpy.rewrites.set_display import iterated
from mvpy.scopes.analysis import names_in
from mvpy.tree.evaluation import parts, rebuilt
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import Statements

STORE = quote("$name = $value")
RETURN = quote("return $result")
LOCAL = quote("""
    if 0:
        $name = None
""")
GIVEN_ITERATORS: Note[set[str]] = Note(set)  # parameters to which iter() has been applied
TRANSPARENT = quote("transparent($function)")
ITERATED = quote("iter($iterable)")


class CellWalk(ScopeWalk):
    """Renames the variables of a comprehension: *names*; functions that use one of *captured* are made elsewhere."""

    def __init__(self, names: dict[str, str], captured: set[str], cx: Context) -> None:
        def renamed(name: str) -> cst.Name | None:
            return cst.Name(names[name]) if name in names else None

        super().__init__(cx, renamed, renamed, lambda name: ())
        self.captured = captured
        self.makers: dict[str, cst.FunctionDef] = {}  # by the name under which each is called

    def lambda_(self, node: cst.Lambda) -> cst.BaseExpression:
        defaults = parts(node)
        parameters = [self.cx.names.new("default") for _ in defaults]
        inside = rebuilt(node, parameters)
        if not names_in(inside) & self.captured:
            return super().lambda_(node)
        return self.made(inside, parameters, [self(default) for default in defaults], node)

    def comprehension(self, node: cst.BaseComp) -> cst.BaseExpression:
        if not isinstance(node, cst.GeneratorExp):
            return super().comprehension(node)
        iterator = self.cx.names.new("iterator")
        inside = maker_of(node, for_in=maker_of(node.for_in, iter=iterator))
        if not names_in(inside) & self.captured:
            return super().comprehension(node)
        GIVEN_ITERATORS.of(self.cx).add(iterator.value)
        iterable = ITERATED.expression(self.cx, iterable=iterated(self(node.for_in.iter), self.cx))
        return self.made(inside, [iterator], [iterable], node)

    def made(
        self,
        inside: cst.BaseExpression,
        parameters: Sequence[cst.Name],
        arguments: Sequence[cst.BaseExpression],
        old: cst.BaseExpression,
    ) -> cst.BaseExpression:
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

    def __init__(
        self, name: cst.Name, captured: set[str], makers: dict[str, cst.FunctionDef], cx: Context
    ) -> None:
        self.name, self.makers, self.cx = name, makers, cx
        self.binders = {variable: cx.names.new("into_cell") for variable in sorted(captured)}

    def definition(self) -> cst.FunctionDef:
        """The function with the cells, which gives the functions that bind them and those that use them."""
        body: list[cst.BaseStatement] = []
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

    def taken(self) -> Statements:
        """The statements that make the cells, and take the functions for them."""
        made = self.cx.names.new("functions")
        out = [*STORE(self.cx, name=made, value=cst.Call(self.name))]
        for i, function in enumerate(self.functions):
            index = cst.SubscriptElement(cst.Index(cst.Integer(str(i))))
            out += STORE(self.cx, name=function, value=cst.Subscript(made, [index]))
        return (*out, *STORE(self.cx, name=made, value=cst.Integer("0")))

    def bound(self, target: cst.BaseExpression, names: dict[str, str]) -> Statements:
        """The statements that put into the cells what *target* has just bound, under the new *names*."""
        found = names_in(target)
        return tuple(
            cst.SimpleStatementLine([cst.Expr(cst.Call(bind, [cst.Arg(cst.Name(names[variable]))]))])
            for variable, bind in self.binders.items()
            if names[variable] in found
        )
