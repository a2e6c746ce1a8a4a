"""A decorator that is any expression: the argument of a function that gives it back.

    @buttons[0].clicked
    def greet():
        print("hello")

becomes

    def _as_decorator(expression):
        return expression

    @_as_decorator(buttons[0].clicked)
    def greet():
        print("hello")

Grammar
    decorator ::= "@" assignment_expression NEWLINE

Meaning
    1. It is evaluated where it stands, among the other decorators, and before the defaults.
    2. No name is bound, which a class body would show.

Left alone
    A dotted name, and a call of one.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#function-definitions
    PEP 614
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.rewrite import rewrites


def is_dotted(node: cst.BaseExpression) -> bool:
    """Is *node* a name, or attributes of one, without parentheses?"""
    while isinstance(node, cst.Attribute) and not node.lpar:
        node = node.value
    return isinstance(node, cst.Name) and not node.lpar


def is_any_expression(node: cst.Decorator) -> bool:
    """Is the decorator *node* neither a dotted name nor a call of one?"""
    expression = node.decorator
    if isinstance(expression, cst.Call) and not expression.lpar:
        expression = expression.func
    return not is_dotted(expression)


CONTRACT = Contract(
    removes=Construct("decorator of any expression", cst.Decorator, such=is_any_expression),
    grammar="decorators",
    newer=(Newer((3, 9), "a decorator that is any expression"),),
    sees=("layout", "elif"),
)


@rewrites(cst.Decorator)
def decorator_expression(node: cst.Decorator, cx: Context) -> cst.Decorator | None:
    if not is_any_expression(node):
        return None
    bare = node.decorator
    if isinstance(bare, cst.Name | cst.Attribute | cst.Call | cst.Subscript):
        bare = bare.with_changes(lpar=(), rpar=())
    new = node.with_changes(decorator=bare)
    return node.with_changes(
        decorator=(
            cst.Call(cx.names.helper("as_decorator"), [cst.Arg(bare)]) if is_any_expression(new) else bare
        ),
        whitespace_after_at=cst.SimpleWhitespace(""),
    )
