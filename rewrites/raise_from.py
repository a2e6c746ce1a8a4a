"""The `from` clause of `raise`: an exception with its cause.

    raise ValueError(text) from error

becomes

    raise _raised_from(ValueError(text), error)

Grammar
    raise_stmt ::= "raise" [expression ["from" expression]]

Meaning
    1. Exception and cause are evaluated, in this order, before either is instantiated.
    2. A class is called without arguments to give the exception, or the cause.
    3. `from None` hides the context.
    4. What is no exception is a TypeError.

Exactly
    1. (words) What can't be raised, or be a cause, is told as CPython tells it.
    2. (release) What can't be raised is let go.

Differs
    Up to Python 3.12, CPython takes for a cause whatever calling the class gave; here that is a TypeError.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-raise-statement
    https://snarky.ca/unravelling-from/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("raise from", cst.Raise, such=lambda node: node.cause is not None),
    grammar="raise_stmt",
    words=("exception chaining", "cause"),
)

RAISE_FROM = quote("raise raised_from($exception, $cause)")


@rewrites(cst.Raise)
def raise_from(node: cst.Raise, cx: Context) -> Statements | None:
    if node.cause is None:
        return None
    return RAISE_FROM(cx, exception=node.exc, cause=node.cause.item)
