"""Which names are in the namespace of a class, as far as the source tells: where a plain body is read."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.scope_walk import EMPTY, ScopeWalk
from mvpy.machine.walk import Visitor
from mvpy.rewrites.class_definition.body_walk import ClassWalk
from mvpy.scopes.analysis import Scope, bound_in, has_node
from mvpy.scopes.plain_classes import is_plain
from mvpy.tree.nodes import bound_by
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import OneOrMore

STORING = (cst.Assign, cst.AugAssign, cst.Import, cst.ImportFrom)
LOOPS = (cst.For, cst.While)
COMPOUND = (*LOOPS, cst.If, cst.Try, cst.TryStar, cst.With)
# What may change the names of a body without saying which.
SHOWING = frozenset({"locals", "vars", "eval", "exec"})


class CertainWalk(ClassWalk):
    """The body of a class, and what is known of its names where the walk is.

    bound     the names that are certainly in the namespace
    possible  those that may be
    shows     may others be, though no statement says so?
    """

    def __init__(self, scope: Scope, namespace: cst.Name, cx: Context) -> None:
        super().__init__(scope, namespace, namespace, cx)
        self.bound = {"__module__", *scope.reads & {"__qualname__"}}
        self.possible = set(self.bound)
        prepares = "__prepare__" in cx.names.of_program and not is_plain(scope)
        self.shows = prepares or bool(scope.reads & SHOWING)
        self.visitors_inside: dict[type, Visitor] = {}
        # What the header of a suite binds, until the walk enters that.
        self.bound_in_suites: dict[int, set[str]] = {}

    def learn(self, cls: type) -> Visitor:
        own: dict[type, Visitor] = dict.fromkeys(COMPOUND, self.compound)
        own |= {cst.IndentedBlock: self.block, cst.Call: self.call}
        if cls not in own:
            return super().learn(cls)
        self.visitors[cls] = own[cls]
        self.visitors_inside[cls] = self.plain_visitor(cls)
        return own[cls]

    def call(self, node: cst.Call) -> cst.BaseExpression:
        new: cst.BaseExpression = self.visitors_inside[cst.Call](node)
        return new

    def binds(self, *names: str) -> None:
        """From here on *names* are certainly in the namespace."""
        self.bound.update(names)
        self.possible.update(names)

    def compound(self, node: cst.BaseStatement) -> OneOrMore:
        """A compound statement: what it binds is not certain behind it."""
        return self.uncertain(node, self.visitors_inside[type(node)])

    def match(self, node: cst.Match) -> OneOrMore:
        return self.uncertain(node, super().match)

    def uncertain(self, node: cst.BaseStatement, visitor: Visitor) -> OneOrMore:
        """What *visitor* makes of *node*, of which nobody knows what runs, and how often."""
        self.bound -= self.scope.deletes
        if isinstance(node, LOOPS):
            self.possible |= bound_in([node])
        if isinstance(node, (cst.For, cst.With)):
            header = maker_of(node, body=EMPTY, **({"orelse": None} if isinstance(node, cst.For) else {}))
            self.bound_in_suites[id(node.body)] = bound_in([header])
        before = set(self.bound)
        new: OneOrMore = visitor(node)
        self.bound = before
        self.possible |= bound_in([node])
        return new

    def block(self, node: cst.IndentedBlock) -> cst.IndentedBlock:
        """A suite: what it binds is certain in it."""
        before = set(self.bound)
        self.binds(*self.bound_in_suites.pop(id(node), ()))
        new: cst.IndentedBlock = self.visitors_inside[cst.IndentedBlock](node)
        self.bound = before
        return new

    def handler(
        self, node: cst.ExceptHandler | cst.ExceptStarHandler
    ) -> cst.ExceptHandler | cst.ExceptStarHandler:
        before = set(self.bound)
        if node.name is not None and self.store(name := bound_by(node.name)) is not None:
            self.binds(name)
        new = super().handler(node)
        self.bound = before
        return new

    def line(self, node: cst.SimpleStatementLine, old: cst.SimpleStatementLine) -> OneOrMore:
        new = ScopeWalk.line(self, node, old)
        bound = bound_in([old])
        if isinstance(old.body[0], STORING) and not has_node(old, (cst.NamedExpr,)):
            self.binds(*bound)
        self.possible |= bound
        return new

    def named_expression(self, node: cst.NamedExpr) -> cst.BaseExpression:
        new = super().named_expression(node)
        assert isinstance(node.target, cst.Name)
        self.possible.add(node.target.value)
        return new

    def function(self, node: cst.FunctionDef) -> OneOrMore:
        new = super().function(node)
        self.binds(self.name_bound_by(node))
        return new

    def class_(self, node: cst.ClassDef) -> OneOrMore:
        new = super().class_(node)
        self.binds(self.name_bound_by(node))
        return new

    def naming(self, name: str) -> cst.Call:
        return ScopeWalk.naming(self, name)
