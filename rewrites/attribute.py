"""An attribute: a call of getattr, setattr or delattr.

    name = user.name
    user.name = name
    del user.name

becomes

    name = getattr(user, "name")
    setattr(user, "name", name)
    delattr(user, "name")

Grammar
    attributeref ::= primary "." identifier

Meaning
    1. The object is evaluated, then the attribute is fetched, before any argument of a call.
    2. In an assignment the value is evaluated before the object.
    3. The name is the one that the compiler stores: normalised (NFKC), and mangled inside a class.
    4. From Python 3.12 on an attribute of `super()` is fetched by an instruction that reads the first parameter: if
       that has been deleted, it is an UnboundLocalError; before, and for `super()` alone, a RuntimeError.

Exactly
    1. (words) Where the value and the object are variables that are not bound, the error names the first.

Reference
    https://docs.python.org/3/reference/expressions.html#attribute-references
    https://snarky.ca/unravelling-attribute-access-in-python/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.subscription import value_first
from mvpy.scopes.analysis import Scope
from mvpy.tree import quick
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("attribute reference", cst.Attribute),
    grammar="del_stmt, primary, target_with_star_atom, star_atom, t_primary, del_target, del_t_atom",
    words=("dot", "member", "getattr", "setattr", "delattr"),
    after={
        "unpacking": "its targets become those of assignments",
        "augmented_assignment": "its target becomes that of an assignment",
    },
    stays_at=("readable",),
    needs=(cst.Attribute,),
)

GETATTR = quote("getattr($object, $name)")
SETATTR = quote("setattr($object, $name, $value)")
DELATTR = quote("delattr($object, $name)")
GETATTR_OF_SUPER = quote("""
    if super_reads_argument():
        $argument
    getattr($object, $name)
""")


@rewrites(cst.Attribute, cst.Assign, cst.Del)
def attribute(
    node: cst.Assign | cst.Attribute | cst.Del, cx: Context
) -> cst.BaseExpression | Statements | None:
    match node:
        case cst.Attribute(value=cst.Call(func=cst.Name(value="super"), args=[])) if may_lack_argument(
            node, cx
        ):
            argument = cst.Name(cx.scopes.here.parameters[0])
            return GETATTR_OF_SUPER.let(cx, argument=argument, object=node.value, name=name_of(node, cx))
        case cst.Attribute():
            return GETATTR.expression(cx, object=node.value, name=name_of(node, cx))
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Attribute() as target)]):
            before, value, after = value_first(node.value, (target.value,), cx)
            return (*before, *SETATTR(cx, object=target.value, name=name_of(target, cx), value=value), *after)
        case cst.Del(target=cst.Attribute() as target):
            return DELATTR(cx, object=target.value, name=name_of(target, cx))
    return None


def name_of(node: cst.Attribute, cx: Context) -> cst.SimpleString:
    """The name of the attribute, as a literal."""
    return quick.SimpleString(f'"{cx.names.stored(node.attr.value)}"')


def may_lack_argument(node: cst.Attribute, cx: Context) -> bool:
    """Can *node*, of `super()`, be fetched by the instruction, and find the first parameter deleted?"""
    scope = cx.scopes.here
    if node.attr.value == "__class__":  # which the compiler leaves to `super` itself
        return False
    if scope.kind != "function" or not has_first_parameter(scope.node) or "__class__" not in scope.free:
        return False
    module = cx.scopes.module
    rebound = scope.resolve("super") is not module or "super" in module.reads | module.bound | scope.globals
    return not rebound and deletes(scope, scope.parameters[0])


def has_first_parameter(node: cst.FunctionDef) -> bool:
    """Has the function *node* a parameter that is no `*` and stands behind none?"""
    return bool(node.params.posonly_params or node.params.params)


def deletes(scope: Scope, name: str) -> bool:
    """Does *scope*, or one inside that has *name* from there, delete it?"""
    if name in scope.deletes:
        return True
    return any(deletes(child, name) for child in scope.children if name not in child.own)
