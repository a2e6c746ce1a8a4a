"""The `lambda` expression: a function without a name of its own.

    double = lambda n: n * 2

becomes

    def _lambda(n):
        return n * 2
    double = _lambda

Grammar
    lambda_expr ::= "lambda" [parameter_list] ":" expression

Meaning
    1. Defaults are evaluated when the lambda is, at its place among the other operands.
    2. A `yield` in it makes it a generator function.

Exactly
    1. (frames) It is called `<lambda>`, in its `__name__`, `__qualname__` and in tracebacks.
    2. (namespace) It gives the module no name: there the function moves among the builtins while its statement runs.

Reference
    https://docs.python.org/3/reference/expressions.html#lambda
    https://snarky.ca/unraveling-lambda-expressions/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import named, timeless
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.tree.evaluation import parts
from mvpy.tree.let import Let

CONTRACT = Contract(
    removes=Construct("lambda", cst.Lambda),
    grammar=(
        "expression, group, lambdef, lambda_parameters, lambda_slash_no_default, "
        "lambda_slash_with_default, lambda_star_etc, lambda_kwds, lambda_param_no_default, "
        "lambda_param_with_default, lambda_param_maybe_default"
    ),
    words=("anonymous function",),
    stays_at=("readable",),
)

NAMED = quote("named($function, $name)  # frames 1")
RETURN = quote("return $value")


@rewrites(cst.Lambda)
def lambda_expression(node: cst.Lambda, cx: Context) -> Let:
    function = cx.names.function("lambda")
    body = cst.IndentedBlock(RETURN(cx, value=node.body))
    definition = cst.FunctionDef(function, node.params, body)
    naming = named(NAMED, function, cst.SimpleString('"<lambda>"'), cx)
    pure = all(timeless(part, cx) for part in parts(definition))
    return Let((definition, *naming), function, (function.value,), pure=pure)
