"""An attribute: a call of getattr, setattr or delattr.

    name = user.name
    user.name = name
    del user.name

becomes

    name = getattr(user, "name")
    _value = name
    setattr(user, "name", _value)
    del _value
    delattr(user, "name")

Grammar
    attributeref ::= primary "." identifier

Meaning
    1. The object is evaluated, then the attribute is fetched, before any argument of a call.
    2. In an assignment the value is evaluated before the object.
    3. The name is the one that the compiler stores: normalised (NFKC), and mangled inside a class.

Reference
    https://docs.python.org/3/reference/expressions.html#attribute-references
    https://snarky.ca/unravelling-attribute-access-in-python/
"""

import libcst as cst

from mvpy.quote import quote
from mvpy.rewrites.subscription import value_first
from mvpy.rule import rewrites

GETATTR = quote("getattr($object, $name)")
SETATTR = quote("setattr($object, $name, $value)")
DELATTR = quote("delattr($object, $name)")


@rewrites(cst.Attribute, cst.Assign, cst.Del)
def attribute(node, cx):
    match node:
        case cst.Attribute():
            return GETATTR.expression(cx, object=node.value, name=name_of(node, cx))
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Attribute() as target)]):
            before, value, after = value_first(node.value, (target.value,), cx)
            return (*before, *SETATTR(cx, object=target.value, name=name_of(target, cx), value=value), *after)
        case cst.Del(target=cst.Attribute() as target):
            return DELATTR(cx, object=target.value, name=name_of(target, cx))
    return None


def name_of(node: cst.Attribute, cx) -> cst.SimpleString:
    """The name of the attribute, as a literal."""
    return cst.SimpleString(f'"{cx.stored_name(node.attr.value)}"')
