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
"""

import libcst as cst

from mvpy.qualname import hidden
from mvpy.quote import quote
from mvpy.rewrites.docstring import split
from mvpy.rule import rewrites
from mvpy.scope_walk import ScopeWalk
from mvpy.suite import suite_of

LOAD = quote("load_global(globals(), $name)")
PASS = (cst.SimpleStatementLine([cst.Pass()]),)
STORE = quote("globals()[$name] = 0")
DELETE = quote("delete_global(globals(), $name)")


@rewrites(cst.FunctionDef, cst.Module)
def global_statement(node: cst.FunctionDef | cst.Module, cx):
    if isinstance(node, cst.Module):
        new = [s for statement in node.body for s in without_global(statement)]
        return None if new == list(node.body) else node.with_changes(body=new)
    scope = cx.scopes.of(cx.origin)
    if not scope.globals and not seen_through(scope):
        return None
    walk = GlobalWalk(scope, cx)
    body = walk.sequence(suite_of(node.body))
    if split(body) and not split(node.body.body):
        body = (*PASS, *body)  # what comes first now is a string, but was no docstring
    return (node.with_changes(body=cst.IndentedBlock(filled(body)), leading_lines=()),)


def filled(body):
    from mvpy.walk import filled

    return filled(tuple(body))


def without_global(statement) -> tuple:
    """A statement of the module, without `global` where nothing is in need of it."""
    if isinstance(statement, cst.SimpleStatementLine) and isinstance(statement.body[0], cst.Global):
        from mvpy.walk import carrying_comments

        return carrying_comments(statement, ())
    return (statement,)


class GlobalWalk(ScopeWalk):
    """A function, its global names stored in the module's dictionary."""

    def __init__(self, scope, cx) -> None:
        super().__init__(cx, self.load_name, self.store_name, self.delete_name)
        self.scope = scope
        self.seen_through = seen_through(scope)

    def load_name(self, name: str):
        if name in self.seen_through or name in self.scope.globals and hidden(self.scope, name):
            return LOAD.expression(self.cx, name=string(name))
        return None

    def store_name(self, name: str):
        if name not in self.scope.globals:
            return None
        (line,) = STORE(self.cx, name=string(name))
        return line.body[0].targets[0].target

    def delete_name(self, name: str) -> tuple:
        return DELETE(self.cx, name=string(name))

    def naming(self, name: str) -> cst.Call:
        return cst.Call(self.cx.helper("qualifying"), [cst.Arg(string(name))])

    def definition_name(self, name: str) -> str:
        return self.cx.fresh(name.strip("_") or "function")

    def line(self, node, old):
        if isinstance(node.body[0], cst.Global):
            return self.placed(node, (), self.cx.line)
        return super().line(node, old)


def seen_through(scope) -> set[str]:
    """The names that *scope* reads from the module only because a function around declares them global."""
    names = scope.reads - scope.own - scope.nonlocals - scope.globals
    return {name for name in names if scope.resolve(name).kind == "module" and hidden(scope, name)}


def string(value: str) -> cst.SimpleString:
    return cst.SimpleString(f'"{value}"')


