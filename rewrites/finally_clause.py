"""The `finally` clause: the same suite twice, after an exception and without one.

    try:
        work()
    finally:
        clean_up()

becomes

    try:
        work()
    except:
        clean_up()
        raise
    clean_up()

Grammar
    try_stmt ::= "try" ":" suite … ["finally" ":" suite]

Meaning
    1. The suite runs exactly once, however the statement is left.
    2. After an exception it runs while that is being handled: `sys.exc_info()`, `__context__` and a bare
       `raise` see it.
    3. A jump in the suite discards the exception.

Opens
    `return`, `break` and `continue` out of the statement.

Differs
    A `finally` in the suite of a `finally` nests ten deep; in CPython nineteen.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#finally-clause
    https://snarky.ca/unravelling-finally-and-else-from-try/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.class_definition.bodies import DECLARATIONS
from mvpy.rewrites.jump_through_finally import JUMPS, NOTHING, protected
from mvpy.rewrites.jumps.found import holds
from mvpy.scopes.analysis import has_node
from mvpy.tree.clauses import with_statements
from mvpy.tree.nodes import nodes_inside
from mvpy.tree.suite import Statements, suite_of
from mvpy.tree.without_comments import without_comments

TRIES = (cst.Try, cst.TryStar)


def continues(node: cst.Try | cst.TryStar) -> bool:
    """Is there a `continue` in the `finally` suite of *node* that leaves it?"""
    waiting: list[cst.CSTNode] = [] if node.finalbody is None else [node.finalbody.body]
    while waiting:
        part = waiting.pop()
        if isinstance(part, cst.Continue):
            return True
        if isinstance(part, (cst.For, cst.While)):
            waiting += [part.orelse] if part.orelse else []
        elif not isinstance(part, (cst.FunctionDef, cst.ClassDef)):
            waiting += nodes_inside(part)
    return False


CONTRACT = Contract(
    removes=Construct("finally clause", cst.Try, cst.TryStar, such=lambda node: node.finalbody is not None),
    grammar="try_stmt, finally_block",
    after={
        "class_definition": "a body is a suite, and its `finally` is written twice",
        "global_statement": "its declarations are not written twice",
    },
    newer=(Newer((3, 8), "`continue` in a `finally` clause", TRIES, continues, lambda node: node.finalbody),),
)

FINALLY = quote("""
    try:
        $body
    except:
        $final
        raise
    $final_again
""")


@rewrites(cst.Try, cst.TryStar)
def finally_clause(node: cst.Try | cst.TryStar, cx: Context) -> Statements | None:
    if node.finalbody is None:
        return None
    if any(
        holds(part, (kind,), through_loops=kind is cst.Return) for part in protected(node) for kind in JUMPS
    ):
        opened = cx.expanded_by("jump_through_finally", node)
        return tuple(
            new for s in opened for new in (finally_clause(s, cx) or (s,) if isinstance(s, TRIES) else (s,))
        )
    body = (node.with_changes(finalbody=None, leading_lines=()),) if node.handlers else suite_of(node.body)
    final = suite_of(node.finalbody)
    return FINALLY(cx, body=body, final=final, final_again=undeclared(without_comments(final, cx.lines), cx))


def undeclared(suite: Statements, cx: Context) -> Statements:
    """*suite*, written again, without its `nonlocal` and `global`: what they say holds for the whole function."""
    out: list[cst.BaseStatement] = []
    for statement in suite:
        if isinstance(statement, cst.SimpleStatementLine) and isinstance(statement.body[0], DECLARATIONS):
            continue
        if isinstance(statement, (cst.FunctionDef, cst.ClassDef)) or not has_node(statement, DECLARATIONS):
            out.append(statement)
        else:
            out.append(with_statements(statement, lambda inner: undeclared((inner,), cx) or (NOTHING,), cx))
    return tuple(out)
