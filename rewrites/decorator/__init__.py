"""Decorators: define the function, then hand it on.

    @cached
    def square(n):
        return n * n

becomes

    def _square(n):
        return n * n
    _square.__name__ = "square"
    square = cached(_square)

Grammar
    decorators ::= ("@" assignment_expression NEWLINE)+

Meaning
    1. The decorators are evaluated from top to bottom, before the defaults and the annotations.
    2. They are called from bottom to top; the name is bound once, to what the topmost gives. Until then it
       keeps its old value.
    3. If something fails, the name is not bound.

Opens
    Decorated classes.

Exactly
    1. (frames) The function has its qualified name.
    2. (namespace) No name of ours is left.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#function-definitions
    PEP 614; https://snarky.ca/unravelling-decorators/
"""

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.hoisting import timeless
from mvpy.machine.quote import Template, quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.decorator.wrapped import applied, is_only_wrapped, without_decorators
from mvpy.scopes.analysis import normal
from mvpy.tree.nodes import parameters
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("decorator", cst.Decorator),
    grammar="decorators, function_def",
    words=(
        "@property", "property", "@staticmethod", "staticmethod", "@classmethod", "classmethod",
        "@dataclass", "dataclass",
    ),  # fmt: skip
    after={
        "global_statement": "a definition whose name is global is called by one",
    },
)

SPILL = quote("$name = $value")
NAMED = quote("named($function, $name)")
QUALIFIED = quote("qualified($function, $name, $name)")
PLAINLY_NAMED = quote("$function.__name__ = $name")
DELETE = quote("del $name  # namespace 2")


@rewrites(cst.FunctionDef, cst.ClassDef)
def decorator(node: cst.FunctionDef | cst.ClassDef, cx: Context) -> Statements | None:
    if not node.decorators:
        return renamed(node, cx)
    if isinstance(node, cst.ClassDef):
        return cx.expanded_by("class_definition", node)
    decorators = [d.decorator for d in node.decorators]
    if not cx.exactly("namespace") and is_only_wrapped(node, cx):
        bare = without_decorators(node, node.name)
        return (bare, *SPILL(cx, name=node.name, value=applied(decorators, node.name)))
    before: list[cst.BaseStatement] = []
    names: list[cst.Name] = []
    if not silent(node, cx):
        for i, value in enumerate(decorators):
            if not timeless(value, cx):
                decorators[i] = kept = cx.names.new("decorator")
                before += SPILL(cx, name=kept, value=value)
                names.append(kept)
    name = normal(node.name.value)
    hidden = node.name if name in cx.names.temporaries else cx.names.new(name.strip("_") or "function")
    after: Statements = ()
    if (naming := call_of_naming(decorators[-1], cx)) is not None:
        decorators.pop()
        template, given = naming
        template = template if cx.exactly("frames") else PLAINLY_NAMED
        after = template(cx, function=hidden, name=given)
    elif hidden is not node.name:
        real_name = cst.SimpleString(f'"{cx.names.real.get(name, name)}"')
        declared = {name, cx.names.stored(name)} & cx.scopes.here.globals
        template = QUALIFIED if declared else NAMED
        after = (template if cx.exactly("frames") else PLAINLY_NAMED)(cx, function=hidden, name=real_name)
    made = applied(decorators, hidden)
    bare = without_decorators(node, hidden)
    bound = SPILL(cx, name=node.name, value=made) if made is not node.name else ()
    if hidden is not node.name:
        names.append(hidden)
    return (*before, bare, *after, *bound, *(s for n in names for s in DELETE(cx, name=n)))


RENAMED: Note[dict[int, cst.BaseSuite]] = Note(
    dict
)  # the bodies of functions that have got their names, by id


def renamed(node: cst.FunctionDef | cst.ClassDef, cx: Context) -> Statements | None:
    """A function whose name was mangled is still called what it was."""
    name = cx.names.real.get(node.name.value) if isinstance(node, cst.FunctionDef) else None
    if not name or id(node.body) in RENAMED.of(cx):
        return None
    RENAMED.of(cx)[id(node.body)] = node.body
    return (
        node.with_changes(leading_lines=()),
        *(NAMED if cx.exactly("frames") else PLAINLY_NAMED)(
            cx, function=node.name, name=cst.SimpleString(f'"{name}"')
        ),
    )


def call_of_naming(node: cst.BaseExpression, cx: Context) -> tuple[Template, cst.BaseExpression] | None:
    """(the template that does what *node* does, the name that it gives), if it is a decorator that names the function."""
    match node:
        case cst.Call(func=cst.Name(value=name), args=[cst.Arg(value=given), *_]):
            helper = cx.names.hosted.used.get(name)
            if helper in ("naming", "qualifying"):
                return NAMED if helper == "naming" else QUALIFIED, given
    return None


def silent(node: cst.FunctionDef, cx: Context) -> bool:
    """Does nothing happen when the function is defined, but that it is?"""
    if node.returns is not None and not timeless(node.returns.annotation, cx):
        return False
    for param in parameters(node.params):
        if param.default is not None and not timeless(param.default, cx):
            return False
        if param.annotation is not None and not timeless(param.annotation.annotation, cx):
            return False
    return True
