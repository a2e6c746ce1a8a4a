"""The `class` statement: a function that fills a namespace, and a call that makes a class of it.

    class Cube(Shape):
        def area(self):
            return 6 * self.side ** 2

becomes

    def _body(_namespace):
        _namespace["__module__"] = __name__
        def area(self):
            return 6 * self.side ** 2
        _namespace["area"] = area
    Cube = types.new_class("Cube", (Shape,), {}, _body)

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

Exactly
    1. (frames) Functions of the body have their qualified names. Its frame is called like the class.
    2. (namespace) The mapping gets what CPython puts there, in its order, and `__classcell__` where `__class__` is used.
       In plain, `__qualname__` only if that is not the name, and `__class_setter__`, which goes when the class is made.
       The function for the body, and `types`, are names of the module.
    3. (kinds) Every name that the body reads is asked of the mapping first, and nothing that it does not read. In plain
       the mapping is asked for what the body binds; for others where the module itself names `__prepare__`, or the body
       `locals`, `vars`, `eval` or `exec`.
    4. (kinds) From Python 3.13 on there are `__firstlineno__` and `__static_attributes__`. Under `python -OO` there is
       no docstring.
    5. (kinds) `super()` before there is a class is a RuntimeError. So is a metaclass that does not pass `__classcell__`
       on, or makes another class of it.
    6. (rebinding) The class is built by the `__build_class__` that is in `builtins` at that time.
    7. (words) What is said of wrong arguments for a method has its qualified name.

Differs
    If the mapping refuses to forget the name of an `except` clause, that error has the exception as its context. In exact
    outputs a body that binds the `__class__` of the class around, and has one of its own, reaches that by `__closure__`.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#class-definitions
    https://docs.python.org/3/reference/datamodel.html#metaclasses
    PEP 3115; PEP 3135; https://snarky.ca/unravelling-pythons-classes/
"""

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.class_definition.forms import exact_form, plain_form
from mvpy.rewrites.class_definition.kept import lines_to_open, rules_for_classes, with_names_in_place
from mvpy.rewrites.class_definition.outside_names import with_global_readers
from mvpy.rewrites.private_name.renaming import Renaming
from mvpy.rewrites.type_parameters.opened import opened_inside
from mvpy.tree.suite import Statements

CONTRACT = Contract(
    removes=Construct("class definition", cst.ClassDef),
    grammar="decorators, class_def, class_def_raw",
    words=("method", "metaclass", "base class", "inheritance", "super"),
    after={
        "private_name": "outside of a class nothing is mangled",
        "type_parameters": "what they make in a class is a part of its body",
        "type_statement": "what it makes in a class is a part of its body",
        "annotated_assignment": "a body sets up its annotations among its other statements",
        "deferred_annotation": "the function that evaluates annotations is a part of the body",
    },
    finish=lambda tree, cx: with_names_in_place(with_global_readers(tree, cx), cx),
    where_kept=rules_for_classes,
    must_open=lines_to_open,
)


@rewrites(cst.ClassDef, cst.Module)
def class_definition(node: cst.ClassDef | cst.Module, cx: Context) -> cst.Module | Statements | None:
    if isinstance(node, cst.Module):
        module = with_global_readers(node, cx)
        return None if module is node else module
    if node.type_parameters is not None:
        return cx.reworked(cx.expanded_by("type_parameters", node))
    if cx.stays("type parameters") or cx.stays(cst.TypeAlias):
        node = opened_inside(node, cx)
    scope = cx.scopes.of(cx.place.origin)
    if cx.stays(cst.AnnAssign):
        (new,) = cx.expanded_by("annotated_assignment", node)
        assert isinstance(new, cst.ClassDef)
        node = new
    if cx.stays("private name") or cx.stays(cst.ClassDef):
        node = Renaming(cx, classes_go=True).renamed(node, None)  # outside of a class Python mangles nothing
    assert isinstance(node, cst.ClassDef)
    exact = cx.exactly("words", "frames", "namespace", "rebinding", "kinds")
    return (exact_form if exact else plain_form)(node, scope, cx)
