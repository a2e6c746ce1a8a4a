"""The `del` statement: unbind a name.

    del total

becomes

    total
    try:
        raise BaseException
    except BaseException as total:
        pass

Grammar
    del_stmt ::= "del" target_list

Meaning
    1. The name is read first, so one that is not bound is the NameError or UnboundLocalError of CPython.
    2. The end of the handler really unbinds the name: `locals()`, closures and cells agree.
    3. In a module, and in a class that stays, reading could find a builtin or a global of that name; so there a
       helper deletes it from the namespace.
    4. Targets are deleted one by one, from left to right.

Left alone
    Attributes and subscriptions, which have rewrites of their own.

Reference
    https://docs.python.org/3/reference/simple_stmts.html#the-del-statement
    https://snarky.ca/unravelling-del/
"""

import libcst as cst

from mvpy.helpers.hosted_names import BUILTINS
from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import Template, quote
from mvpy.machine.rewrite import rewrites
from mvpy.machine.scope_walk import deleted
from mvpy.scopes.analysis import normal
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("del statement", cst.Del),
    grammar="del_stmt, del_t_atom",
    words=("unbind",),
    after={
        "subscription": "it takes the `del` of items",
    },
    stays_at=("readable",),
)

UNBIND = quote("""
    $name
    try:
        raise BaseException
    except BaseException as $target:
        0
""")
OF_MODULE = quote("delete_global(globals(), $name)")
OF_CLASS = quote("delete_name(locals(), $name)")
RELEASE = quote("$name = 0")
DELETE = quote("del $target")


@rewrites(cst.Del)
def delete_statement(node: cst.Del, cx: Context) -> Statements | None:
    targets = deleted(node.target)
    if len(targets) == 1 and not isinstance(targets[0], cst.Name):
        if node.target is targets[0]:
            return None
    return tuple(s for target in targets for s in unbound(target, cx))


def unbound(target: cst.BaseDelTargetExpression, cx: Context) -> Statements:
    """The statements that delete one target."""
    if not isinstance(target, cst.Name):
        return DELETE(cx, target=target)
    if target.value in cx.names.temporaries:
        return RELEASE(cx, name=target)
    bare = cst.Name(target.value)
    if template := of_namespace(normal(target.value), cx):
        return template(cx, name=cst.SimpleString(f'"{cx.names.stored(target.value)}"'))
    return UNBIND(cx, name=bare, target=bare)


def of_namespace(name: str, cx: Context) -> Template | None:
    """The template that deletes *name* where reading it could find another, that of the module or the builtin, or
    import it.
    """
    if cx.place.in_class_body and name not in cx.scopes.here.globals:
        return None if name in cx.scopes.here.nonlocals else OF_CLASS
    if (name in BUILTINS or cx.program.imports_lazily) and (
        not cx.place.blocks or name in cx.scopes.here.globals
    ):
        return OF_MODULE
    return None
