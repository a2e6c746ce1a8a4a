"""The default of a type parameter: Python 3.12 has the parameters, and no defaults.

    class Box[T = int]:
        pass

becomes

    class Box[T]:
        pass

Grammar
    type_param ::= typevar | typevartuple | paramspec
    typevar ::= identifier (":" expression)? ("=" expression)?

Meaning
    1. A default is evaluated when somebody asks for it, which nobody can before Python 3.13.

Left alone
    Type parameters that go as a whole.

Differs
    The class can't be subscribed with less than all of its arguments.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#type-params
    PEP 696
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites


def has_default(node: cst.TypeParam) -> bool:
    return node.default is not None


CONTRACT = Contract(
    removes=Construct("default of a type parameter", cst.TypeParam, such=has_default),
    grammar="type_param",
    newer=(Newer((3, 13), "the default of a type parameter"),),
    sees=("layout", "elif"),
)


@rewrites(cst.TypeParam)
def type_parameter_default(node: cst.TypeParam, cx: Context) -> cst.TypeParam | None:
    if not has_default(node) or not cx.stays("type parameters"):
        return None
    return cst.TypeParam(param=node.param, comma=node.comma)
