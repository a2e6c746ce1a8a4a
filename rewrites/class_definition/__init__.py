"""The `class` statement: a function that fills a namespace, and a call that makes a class of it.

    class Cube(Shape):
        def area(self):
            return 6 * self.side ** 2

becomes

    def _make_body(_names = 0, _namespace = 0, area = 0):
        def _body():
            nonlocal _names, _namespace, area
            _namespace = locals()
            _names = globals()
            _namespace["__module__"] = _load_name(_namespace, _names, "__name__")
            _namespace["__qualname__"] = "Cube"
            def area(self):
                return 6 * self.side ** 2
            _namespace["area"] = area
        return _body
    Cube = _namespace_of_builtins.__build_class__(_class_body(_make_body(), "Cube", "Cube"), "Cube", Shape)
    del _make_body

Grammar
    classdef ::= [decorators] "class" classname [type_params] [inheritance] ":" suite

Meaning
    1. Decorators are evaluated first, then bases and keywords; then the body runs, then the metaclass is
       called, then the decorators, and only then is the name bound.
    2. The body's names live in the mapping that `__prepare__` gave: every store, read and deletion goes there,
       in the order of the source.
    3. A name that the mapping does not have is looked for among the globals and builtins, at each read; a name
       of a function around, in that function. Functions inside do not see the names of the body.
    4. Where a method uses `__class__` or `super`, the namespace gets a `__classcell__`, which `type.__new__`
       fills before `__set_name__` and `__init_subclass__` run.
    5. `__module__`, `__qualname__`, `__annotations__`, `__doc__` and what later versions add stand in the
       namespace in CPython's order.
    6. The body has no locals: up to 3.12, `locals()` would delete them from the mapping. What it needs for itself
       lives in the function around it.
    7. Methods are called, qualified and traced as in CPython.
    8. `__build_class__` is the one in `builtins` at that time, whatever the program calls by that name.

Differs
    If the mapping refuses to forget the name of an `except` clause, that error has the exception as its context.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#class-definitions
    https://docs.python.org/3/reference/datamodel.html#metaclasses
    PEP 3115; PEP 3135; https://snarky.ca/unravelling-pythons-classes/
"""

import libcst as cst

from mvpy.machine.contract import Construct, Contract
from mvpy.machine.quote import operand, quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.class_definition.bodies import with_shared_names
from mvpy.rewrites.class_definition.body_walk import ClassWalk
from mvpy.rewrites.class_definition.cells import with_class_cell, with_dict_cell
from mvpy.rewrites.class_definition.kept import lines_to_open, rules_for_classes, with_names_in_place
from mvpy.rewrites.class_definition.static_attributes import keep_stores_of_body
from mvpy.rewrites.private_name.renaming import Renaming
from mvpy.rewrites.type_parameters.class_names import variable_of
from mvpy.rewrites.type_parameters.opened import opened_inside
from mvpy.scopes.analysis import normal
from mvpy.scopes.qualname import qualified_name
from mvpy.tree.literals import string

CONTRACT = Contract(
    removes=Construct("class definition", cst.ClassDef),
    grammar="decorators, class_def, class_def_raw",
    after={
        "private_name": "outside of a class nothing is mangled",
        "type_parameters": "what they make in a class is a part of its body",
        "type_statement": "what it makes in a class is a part of its body",
        "annotated_assignment": "a body sets up its annotations among its other statements",
        "deferred_annotation": "the function that evaluates annotations is a part of the body",
    },
    finish=with_names_in_place,
    where_kept=rules_for_classes,
    must_open=lines_to_open,
)

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
CLASS = quote("$target = $made")
MADE = quote("class_body($make(), $name, $qualname)")
BUILD = quote("namespace_of_builtins.__build_class__")
DELETE = quote("del $body")


@rewrites(cst.ClassDef)
def class_definition(node: cst.ClassDef, cx):
    if node.type_parameters is not None:
        return cx.reworked(cx.expanded_by("type_parameters", node))
    if cx.stays("type parameters") or cx.stays(cst.TypeAlias):
        node = opened_inside(node, cx)
    scope, shared = cx.scopes.of(cx.place.origin), variable_of(cx.place.origin, cx)
    if cx.stays(cst.AnnAssign):
        (node,) = cx.expanded_by("annotated_assignment", node)
    if cx.stays("private name") or cx.stays(cst.ClassDef):
        node = Renaming(cx, classes_go=True).renamed(node, None)  # outside of a class Python mangles nothing
    qualname = qualified_name(scope, cx.names.real, cx.names.scopes)
    real_name = string(normal(cx.names.real.get(node.name.value, node.name.value)))
    body, namespace, names = cx.names.new("body"), cx.names.new("namespace"), cx.names.new("names")
    make = cx.names.new("make_body")
    cx.names.makers.add(make.value)
    cx.names.bodies.add(body.value)
    keep_stores_of_body(node, body.value, cx)
    walk = ClassWalk(scope, namespace, names, cx)
    statements = walk.body(node)
    cells: tuple = ()
    if cx.program.defers_annotations and any(child.kind == "function" for child in scope.children):
        cells, statements = with_dict_cell(statements, shared, namespace, cx)
    if walk.has_cell:
        cell, statements = with_class_cell(statements, namespace, cx)
        cells = (*cells, *cell)
    out = BODY(cx, make=make, cells=cells, body=body, namespace=namespace, names=names, qualname=string(qualname),
               statements=statements)  # fmt: skip
    made = MADE.expression(cx, make=make, name=real_name, qualname=string(qualname))
    arguments = [cst.Arg(made), cst.Arg(real_name), *node.bases, *node.keywords]
    arguments = [a.with_changes(comma=cst.MaybeSentinel.DEFAULT) for a in arguments]
    made = cst.Call(BUILD.expression(cx), arguments)
    for decorator in reversed(node.decorators):
        made = cst.Call(operand(decorator.decorator), [cst.Arg(made)])
    out = (*with_shared_names(out, cx), *CLASS(cx, target=node.name, made=made), *DELETE(cx, body=make))
    return walk.class_around.known_to(out)
