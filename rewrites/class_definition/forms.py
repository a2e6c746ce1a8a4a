"""What a class statement becomes: what CPython does, to the letter; and what the Language Reference promises."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import operand, quote
from mvpy.rewrites.annotated_assignment import has_annotation
from mvpy.rewrites.class_definition.annotations_left import names_are_asked_for, with_own_annotations
from mvpy.rewrites.class_definition.bodies import with_shared_names
from mvpy.rewrites.class_definition.body_walk import ClassWalk
from mvpy.rewrites.class_definition.cells import with_class_cell, with_dict_cell
from mvpy.rewrites.class_definition.class_variable import set_up, with_variable
from mvpy.rewrites.class_definition.plain_body import PlainWalk
from mvpy.rewrites.class_definition.static_attributes import keep_stores_of_body
from mvpy.rewrites.type_parameters.class_names import variable_of
from mvpy.scopes.analysis import Scope, normal
from mvpy.scopes.qualname import in_function, qualified_name
from mvpy.tree.literals import string
from mvpy.tree.suite import Statements

BODY = quote("""
    def $make():
        $cells
        def $body():
            $namespace = locals()
            $names = globals()
            $namespace["__module__"] = load_name($namespace, $names, "__name__")
            $namespace["__qualname__"] = $qualname
            $statements
        return $body
""")
MADE = quote("class_body($make(), $name, $qualname)")
BUILD = quote("namespace_of_builtins.__build_class__")
DELETE = quote("del $body")

PLAIN_BODY = quote("""
    def $body($namespace):
        $variable
        $namespace["__module__"] = $module
        $qualname
        $readers
        $statements
""")
PLAIN_MADE = quote("new_class($name, $bases, $keywords, $body)")
QUALNAME = quote('$namespace["__qualname__"] = $qualname')
MODULE = quote("__name__")
GLOBAL_MODULE = quote('globals()["__name__"]')  # where a function around has such a name

CLASS = quote("$target = $made")


def exact_form(node: cst.ClassDef, scope: Scope, cx: Context) -> Statements:
    """The statements that do what CPython does for the class *node*."""
    sees_names = are_names_seen(node, scope, cx)
    node = with_own_annotations(node, cx)
    shared = variable_of(cx.place.origin, cx)
    qualname = string(qualified_name(scope, cx.names.real, cx.names.scopes))
    body, namespace, names = cx.names.new("body"), cx.names.new("namespace"), cx.names.new("names")
    make = cx.names.new("make_body")
    cx.names.makers.add(make.value)
    cx.names.bodies.add(body.value)
    keep_stores_of_body(node, body.value, cx)
    walk = ClassWalk(scope, namespace, names, cx)
    statements = walk.body(node)
    cells: Statements = ()
    if sees_names:
        cells, statements = with_dict_cell(statements, shared, namespace, cx)
    if walk.has_cell:
        cell, statements = with_class_cell(statements, namespace, cx)
        cells = (*cells, *cell)
    out = BODY(cx, make=make, cells=cells, body=body, namespace=namespace, names=names, qualname=qualname,
               statements=statements)  # fmt: skip
    made = MADE.expression(cx, make=make, name=real_name(node, cx), qualname=qualname)
    arguments = [cst.Arg(made), cst.Arg(real_name(node, cx)), *node.bases, *node.keywords]
    arguments = [a.with_changes(comma=cst.MaybeSentinel.DEFAULT) for a in arguments]
    made = decorated(cst.Call(BUILD.expression(cx), arguments), node)
    out = (*with_shared_names(out, cx), *CLASS(cx, target=node.name, made=made), *DELETE(cx, body=make))
    return walk.class_around.known_to(out)


def plain_form(node: cst.ClassDef, scope: Scope, cx: Context) -> Statements:
    """The statements that do what the Language Reference promises of the class *node*."""
    node = with_own_annotations(node, cx)
    body, namespace = cx.names.new("body"), cx.names.new("namespace")
    cx.names.filling.add(body.value)
    node, variable = with_variable(node, cx) if scope.captured("__class__") else (node, None)
    walk = PlainWalk(scope, namespace, variable, cx)
    statements = walk.suite_as_stored(node)
    module = (GLOBAL_MODULE if in_function(scope, "__name__") else MODULE).expression(cx)
    path = qualified_name(scope, cx.names.real, cx.names.scopes)
    qualname: Statements = ()
    if path != scope.name or "__qualname__" in scope.reads:
        qualname = QUALNAME(cx, namespace=namespace, qualname=string(path))
    statements = tuple(s for s in statements if not says_nothing(s))
    out = PLAIN_BODY(cx, body=body, namespace=namespace, variable=set_up(variable, namespace, names_are_asked_for(node, cx), cx),
                     module=module, qualname=qualname, readers=walk.outside.definitions(), statements=statements)  # fmt: skip
    bases = cst.Tuple([positional(base) for base in node.bases])
    made = PLAIN_MADE.expression(
        cx, name=real_name(node, cx), bases=bases, keywords=keywords_of(node, cx), body=body
    )
    out = (*out, *CLASS(cx, target=node.name, made=decorated(made, node)))
    return walk.class_around.known_to(out)


def decorated(made: cst.BaseExpression, node: cst.ClassDef) -> cst.BaseExpression:
    """What the decorators of *node* make of the class that *made* gives."""
    for decorator in reversed(node.decorators):
        made = cst.Call(operand(decorator.decorator), [cst.Arg(made)])
    return made


def real_name(node: cst.ClassDef, cx: Context) -> cst.SimpleString:
    """What the class *node* is called, though its variable may have another name."""
    return string(normal(cx.names.real.get(node.name.value, node.name.value)))


def are_names_seen(node: cst.ClassDef, scope: Scope, cx: Context) -> bool:
    """Do functions that evaluate annotations, which there are or will be, see the names of the class *node*?"""
    if not cx.program.defers_annotations:
        return False
    return any(child.kind == "function" for child in scope.children) or any(
        map(has_annotation, node.body.body)
    )


def positional(base: cst.Arg) -> cst.Element | cst.StarredElement:
    """*base* in a tuple of bases."""
    return cst.StarredElement(base.value) if base.star else cst.Element(base.value)


def keywords_of(node: cst.ClassDef, cx: Context) -> cst.BaseExpression:
    """The keywords of the class *node*; `dict` refuses one that is there twice."""
    if any(keyword.star for keyword in node.keywords):
        keywords = [keyword.with_changes(comma=cst.MaybeSentinel.DEFAULT) for keyword in node.keywords]
        return cst.Call(cx.names.helper("dict"), keywords)
    return cst.Dict(
        [cst.DictElement(string(normal(k.keyword.value)), k.value) for k in node.keywords if k.keyword]
    )


def says_nothing(statement: cst.BaseStatement) -> bool:
    """Is *statement* a `pass` without a comment?"""
    match statement:
        case cst.SimpleStatementLine(body=[cst.Pass()]):
            return not statement.leading_lines and not statement.trailing_whitespace.comment
    return False
