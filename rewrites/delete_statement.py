"""The `del` statement: unbind a name.

    del total

becomes

    total
    try:
        raise BaseException
    except BaseException as total:
        0

Grammar
    del_stmt ::= "del" target_list

Meaning
    1. The name is read first, so one that is not bound is the NameError or UnboundLocalError of CPython.
    2. The end of the handler really unbinds the name: `locals()`, closures and cells agree.
    3. Targets are deleted one by one, from left to right.

Left alone
    Attributes and subscriptions, which have rewrites of their own.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-del-statement
    https://snarky.ca/unravelling-del/
"""

import libcst as cst

from mvpy.quote import quote
from mvpy.rule import rewrites
from mvpy.scope_walk import deleted

UNBIND = quote("""
    $name
    try:
        raise BaseException
    except BaseException as $target:
        0
""")
RELEASE = quote("$name = 0")
DELETE = quote("del $target")


@rewrites(cst.Del)
def delete_statement(node: cst.Del, cx):
    targets = deleted(node.target)
    if len(targets) == 1 and not isinstance(targets[0], cst.Name):
        if node.target is targets[0]:
            return None
    return tuple(s for target in targets for s in unbound(target, cx))


def unbound(target, cx) -> tuple:
    """The statements that delete one target."""
    if not isinstance(target, cst.Name):
        return DELETE(cx, target=target)
    if target.value in cx.temporaries:
        return RELEASE(cx, name=target)
    bare = cst.Name(target.value)
    return UNBIND(cx, name=bare, target=bare)
