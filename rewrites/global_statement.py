"""The `global` statement: stores go to the dictionary of the module.

    def count():
        global total
        total = total + 1

becomes

    def count():
        globals()["total"] = total + 1

Grammar
    global_stmt ::= "global" identifier ("," identifier)*

Meaning
    1. Every way to bind the name binds the global: assignment, `for`, `with`, `import`, `def`, `class`,
       `except`, `:=`, `del`.
    2. Reading it reads the global, also where a function around has a local of that name.
    3. At module level the statement changes nothing.

Opens
    Imports, classes and handlers that bind such a name.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-global-statement
    https://snarky.ca/unravelling-global/
"""

from collections.abc import Iterator
from contextlib import contextmanager

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.machine.scope_walk import ScopeWalk
from mvpy.scopes.analysis import Scope
from mvpy.scopes.qualname import hidden, read_in
from mvpy.tree.literals import string
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import OneOrMore, Statements, filled, suite_of, undocumented

CONTRACT = Contract(
    removes=Construct("global", cst.Global),
    grammar="global_stmt",
    after={
        "comprehension": "what `:=` binds in one is bound around it",
        "generator_expression": "what `:=` binds in one is bound around it",
        "annotated_assignment": "an annotation binds its name, unless that is in brackets",
    },
)

LOAD = quote("load_global(globals(), $name)")
STORED = quote("globals()[$name]")
DELETE = quote("delete_global(globals(), $name)")


@rewrites(cst.FunctionDef, cst.Global)
def global_statement(node: cst.FunctionDef | cst.Global, cx: Context) -> Statements | None:
    if isinstance(node, cst.Global):
        return None if cx.place.functions else ()  # in the module itself it says nothing
    scope = cx.scopes.of(cx.place.origin)
    if not scope.globals and not seen_through(scope):
        return None
    walk = GlobalWalk(scope, cx)
    cx.place.blocks.append(cx.place.origin)
    body = walk.sequence(suite_of(node.body))
    cx.place.blocks.pop()
    new = node.with_changes(body=cst.IndentedBlock(filled(tuple(body))), leading_lines=())
    return (undocumented(new, node),)


class GlobalWalk(ScopeWalk):
    """A function, its global names stored in the module's dictionary."""

    def __init__(self, scope: Scope, cx: Context) -> None:
        super().__init__(cx, self.load_name, self.store_name, self.delete_name)
        self.scope = scope
        self.globals = in_both_spellings(scope.globals, cx)
        self.seen_through = seen_through(scope)
        self.inner: frozenset[str] = frozenset()  # names of the lambda or comprehension at hand

    def load_name(self, name: str) -> cst.BaseExpression | None:
        if name in self.inner:
            return None
        if name in self.seen_through or name in self.globals and hidden(self.scope, name):
            return LOAD.expression(self.cx, name=self.key(name))
        return None

    def store_name(self, name: str) -> cst.BaseExpression | None:
        if name not in self.globals or name in self.inner:
            return None
        return STORED.expression(self.cx, name=self.key(name))

    def delete_name(self, name: str) -> Statements:
        return DELETE(self.cx, name=self.key(name))

    def lambda_(self, node: cst.Lambda) -> cst.BaseExpression:
        new = super().lambda_(node)
        with self.inside(node):
            body = self(node.body)
        return new if body is node.body else maker_of(new, body=body)

    def comprehension(self, node: cst.BaseComp) -> cst.BaseExpression:
        new = super().comprehension(node)
        if self.concerns(self.cx.scopes.of(node)):
            with self.inside(node):
                assert isinstance(new, cst.BaseComp)
                return self.renamed_comprehension(new)
        return new

    @contextmanager
    def inside(self, node: cst.Lambda | cst.BaseComp) -> Iterator[None]:
        """While the names of *node* count."""
        before = self.inner
        self.inner |= self.cx.scopes.of(node).own
        yield
        self.inner = before

    def concerns(self, inner: Scope) -> bool:
        """Does the scope *inner* of a comprehension bind one of the names, or read one that would not be found?"""
        bound = self.globals & (inner.globals | inner.nonlocals)
        return bool(bound or (self.seen_through | self.globals) & read_in(inner))

    def opens(self, node: cst.ClassDef) -> bool:
        names = read_in(self.cx.scopes.of(node))
        return bool(names & self.seen_through) or any(
            hidden(self.scope, name) for name in names & self.globals
        )

    def key(self, name: str) -> cst.SimpleString:
        """The key under which the global *name* is in the dictionary of the module."""
        return string(self.cx.names.stored(name))

    def naming(self, name: str) -> cst.Call:
        return self.qualifying(name)

    def definition_name(self, name: str) -> str:
        return self.cx.names.fresh(name.strip("_") or "function")

    def line(self, node: cst.SimpleStatementLine, old: cst.SimpleStatementLine) -> OneOrMore:
        if isinstance(node.body[0], cst.Global):
            return self.placed(node, (), self.cx.place.line)
        return super().line(node, old)


def in_both_spellings(names: set[str], cx: Context) -> frozenset[str]:
    """*names*, and those of the program that are the same where private names are mangled: `_C__x` and `__x`."""
    stored = {cx.names.stored(name) for name in names}
    private = {name for name in cx.names.of_program if name.startswith("_") and "__" in name}
    return frozenset(names | {name for name in private if cx.names.stored(name) in stored})


def seen_through(scope: Scope) -> set[str]:
    """The names that *scope* reads from the module only because a function around declares them global."""
    names = read_in(scope) - scope.nonlocals - scope.globals
    return {name for name in names if scope.resolve(name).kind == "module" and hidden(scope, name)}
