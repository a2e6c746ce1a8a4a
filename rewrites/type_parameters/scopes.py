"""Annotation scopes: the scopes of type parameters, their bounds and defaults, and of the values of type aliases.

Each becomes a function.  What CPython evaluates late is a function that a helper of the prelude calls when it is
asked for the value; the type parameters are locals of the function around it.  An annotation scope right inside a
class sees the names of that class, whenever it runs; so such a class keeps its namespace in a cell:

    _class_names = class_names(locals())
    …
    __classdictcell__ = class_dict_cell(_class_names)

The annotation scope gets what reads that cell as its parameter `__classdict__`: `annotationlib` knows that name.
From Python 3.14 on the functions take the format that is wanted, as those of CPython do.

https://docs.python.org/3/reference/executionmodel.html#annotation-scopes
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from mvpy.helpers.hosted_names import BUILTINS
from mvpy.machine.context import Note
from mvpy.machine.quote import operand, quote
from mvpy.machine.scope_walk import ScopeWalk
from mvpy.machine.walk import Walk
from mvpy.scopes.analysis import Scope, mangled, normal
from mvpy.scopes.qualname import in_function
from mvpy.tree.literals import string
from mvpy.tree.suite import split_docstring, suite_of

SCOPE = quote("""
    def $function():
        $statements
        return $result
""")
EVALUATE = quote("""
    def $function():
        return $value
""")
EVALUATE_AS = quote("""
    def $function(requested=1, /):
        if requested > 2:
            raise NotImplementedError
        return $value
""")
ASSIGN = quote("$target = $value")
DELETE = quote("del $name")
SCOPE_CALLED = quote("type_scope($function, $name)")
SCOPE_OF_GLOBAL = quote('type_scope($function, $name, "")')
VARIABLE = quote("type_variable($name)")
VARIABLE_TUPLE = quote("type_variable_tuple($name)")
SPECIFICATION = quote("parameter_specification($name)")
ONLY_ITEM = quote("unpack($value, 1)[0]")
# How an annotation scope in a class finds a name.
FROM_CLASS = quote("load_name(__classdict__, globals(), $name)")
FROM_GLOBALS = quote("load_global(globals(), $name)")
FROM_CLASS_OR_SCOPE = quote("__classdict__[$name] if is_name_of(__classdict__, $name) else $outside")
CLASS_DICT = cst.Name("__classdict__")
READ_CLASS = quote("class_dict($names)")
CELL = quote("class_cell($reader)")
START_OF_CLASS = quote("$names = class_names(locals())")
END_OF_CLASS = quote("""
    __classdictcell__ = class_dict_cell($names)
    del $names
""")
FUNCTIONS = (
    cst.Lambda,
    cst.GeneratorExp,
    cst.ListComp,
    cst.SetComp,
    cst.DictComp,
)  # what has a qualified name
STEADY_NAMES = BUILTINS - {"__import__", "copyright", "credits", "exit", "help", "license", "quit"}

Expression = cst.BaseExpression
Seen = Callable[[Expression], Expression]


def annotation_scope(
    node,
    statements: Sequence[cst.BaseStatement],
    result: Expression,
    cx,
    defaults: Sequence[tuple[cst.Name, Expression]] = (),
) -> tuple[tuple[cst.BaseStatement, ...], Expression, cst.Name]:
    """The function that stands for the annotation scope of *node*, a call of it, and its name.

    It runs *statements* and returns *result*.  Its parameters are the names in *defaults*, for these values, and in
    a class the cell with the names of the class.
    """
    function = cx.names.new("type_parameters")
    cx.names.scopes.add(function.value)
    given = []
    if cx.place.in_class_body:
        given.append((CLASS_DICT, READ_CLASS.expression(cx, names=class_names(cx))))
    given += defaults
    (definition,) = SCOPE(cx, function=function, statements=tuple(statements), result=result)
    params = cst.Parameters(params=[cst.Param(name) for name, _ in given])
    definition = definition.with_changes(params=params)
    cx.scopes.moved(node.type_parameters or node, definition)
    declared = {node.name.value, cx.names.stored(node.name.value)} & cx.scopes.here.globals
    template = SCOPE_OF_GLOBAL if declared and cx.place.blocks else SCOPE_CALLED
    scope = template.expression(cx, function=function, name=string(real_name(node, cx)))
    return (definition,), cst.Call(scope, [cst.Arg(value) for _, value in given]), function


def real_name(node, cx) -> str:
    """What the definition *node* is called, whatever it is mangled to."""
    name = normal(node.name.value)
    return cx.names.real.get(name, name)


def bound_to(node, made: Expression, decorators: Sequence[cst.Decorator], function: cst.Name, cx) -> tuple:
    """The statements that bind the name of *node* to what its *decorators* make of *made*."""
    for decorator in reversed(decorators):
        made = cst.Call(operand(decorator.decorator), [cst.Arg(made)])
    return (*ASSIGN(cx, target=cst.Name(node.name.value), value=made), *DELETE(cx, name=function))


def evaluator(hint: str, value: Expression, cx) -> tuple[cst.Name, tuple[cst.BaseStatement, ...]]:
    """A function that evaluates *value* when it is called: its name, and the statements that define it.

    https://docs.python.org/3/library/annotationlib.html#annotationlib.call_evaluate_function
    """
    if cx.target < (3, 14):
        function = cx.names.new(hint)
        return function, EVALUATE(cx, function=function, value=value)
    function = cx.names.annotate_function("evaluate_" + hint)
    return function, EVALUATE_AS(cx, function=function, value=value)


# Type parameters ------------------------------------------------------------------------


class Parameters:
    """The type parameters of one definition.

    names       of the variables that hold them, in their order
    statements  that make them
    """

    def __init__(self, node, cx) -> None:
        self.cx = cx
        self.renamed = own_private_names(node)
        self.generic = real_name(node, cx)
        self.own = {name_of(item) for item in node.type_parameters.params}
        self.names: list[str] = []
        self.statements: list[cst.BaseStatement] = []
        self.seen = sight(self.own | set(self.renamed.values()), cx)
        for item in node.type_parameters.params:
            self.add(item)

    def add(self, item: cst.TypeParam) -> None:
        """One more type parameter: the functions that evaluate its parts, and the object."""
        name = name_of(item)
        template = {cst.TypeVar: VARIABLE, cst.TypeVarTuple: VARIABLE_TUPLE}.get(
            type(item.param), SPECIFICATION
        )
        call = template.expression(self.cx, name=string(self.cx.names.real.get(name, name)))
        arguments, steady = [], True
        for hint, value in parts_of(item):
            steady = steady and is_steady(value, self.names, self.cx) and not item.star
            value = self.here(value)
            if item.star:
                value = ONLY_ITEM.expression(self.cx, value=value)
            function, evaluate = evaluator(hint, value, self.cx)
            self.statements += evaluate
            arguments.append(keyword(hint, function))
        if any(self.cx.contents.holds(value, kind) for _, value in parts_of(item) for kind in FUNCTIONS):
            arguments.append(keyword("generic", string(self.generic)))
        if arguments and steady:
            arguments.append(keyword("steady", cst.Integer("1")))
        call = call.with_changes(args=[*call.args, *arguments])
        self.names.append(self.renamed.get(name, name))
        self.statements += ASSIGN(self.cx, target=cst.Name(self.names[-1]), value=call)

    def here(self, value):
        """*value*, an expression of the annotation scope or a node that holds some, as the scope finds its names."""
        if self.renamed:
            value = Walk({cst.Name: [self.rename]}, self.cx, ("fields",))(value)
        return self.seen(value)

    def rename(self, node: cst.Name, cx) -> cst.Name | None:
        new = self.renamed.get(node.value)
        return new and node.with_changes(value=new)

    def display(self) -> cst.Tuple:
        """The tuple of the type parameters."""
        return tuple_of_names(self.names)


def with_generic_base(node: cst.ClassDef, base: Expression, parameters: Parameters):
    """The bases and keywords of *node*, with *base* behind the last positional argument."""
    bases = [parameters.here(arg).with_changes(comma=cst.MaybeSentinel.DEFAULT) for arg in node.bases]
    keywords = [parameters.here(arg).with_changes(comma=cst.MaybeSentinel.DEFAULT) for arg in node.keywords]
    return [*bases, cst.Arg(base)], keywords


def name_of(item: cst.TypeParam) -> str:
    return normal(item.param.name.value)


def parts_of(item: cst.TypeParam) -> list[tuple[str, Expression]]:
    """What is evaluated late for one type parameter: (what it is, expression)."""
    parts = []
    if bound := getattr(item.param, "bound", None):
        parts.append(("constraints" if isinstance(bound, cst.Tuple) else "bound", bound))
    if item.default is not None:
        parts.append(("default", item.default))
    return parts


def keyword(name: str, value: Expression) -> cst.Arg:
    space = cst.SimpleWhitespace("")
    return cst.Arg(value, keyword=cst.Name(name), equal=cst.AssignEqual(space, space))


def tuple_of_names(names: Sequence[str]) -> cst.Tuple:
    elements = [cst.Element(cst.Name(name)) for name in names]
    return cst.Tuple(elements, lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


def own_private_names(node) -> dict[str, str]:
    """The private type parameters of a class: there they are mangled with the name of that class."""
    if not isinstance(node, cst.ClassDef):
        return {}
    names = [name_of(item) for item in node.type_parameters.params]
    return {name: new for name in names if (new := mangled(name, node.name.value)) != name}


def is_steady(value: Expression, known: Sequence[str], cx) -> bool:
    """Is *value* the same whenever it is evaluated?  It is made of builtin types and of the type parameters *known*."""
    match value:
        case cst.Name(value=name):
            return name in ("None", *known) or name in STEADY_NAMES and name not in cx.scopes.bound_anywhere
        case cst.Integer() | cst.Ellipsis() | cst.SimpleString():
            return True
        case cst.BinaryOperation(left=left, operator=cst.BitOr(), right=right):
            return is_steady(left, known, cx) and is_steady(right, known, cx)
        case cst.Tuple(elements=elements) | cst.List(elements=elements):
            return all(isinstance(e, cst.Element) and is_steady(e.value, known, cx) for e in elements)
        case cst.Subscript(value=generic, slice=items):
            indices = [item.slice for item in items]
            plain = all(
                isinstance(i, cst.Index) and not i.star and is_steady(i.value, known, cx) for i in indices
            )
            return plain and is_steady(generic, known, cx)
    return False


# The names of a class around ------------------------------------------------------------


def sight(own: set[str], cx) -> Seen:
    """What an expression of an annotation scope with these *own* names becomes, so that it finds the names it reads."""
    if not cx.place.in_class_body:
        return lambda value: value
    sight = ClassSight(own, cx.scopes.here, cx)

    def see(value: Expression) -> Expression:
        origin = cx.place.origin
        value = sight(value)
        cx.place.origin = origin
        return value

    return see


class ClassSight(ScopeWalk):
    """The expressions of an annotation scope in a class; it finds the names of the class first."""

    def __init__(self, own: set[str], scope: Scope, cx) -> None:
        super().__init__(cx, self.load_name, lambda name: None, lambda name: ())
        self.own, self.scope = own, scope

    def load_name(self, name: str) -> Expression | None:
        if name in self.own or name in ("True", "False", "None", "__debug__", "__class__"):
            return None
        if name in self.cx.names.temporaries or name in self.cx.names.hosted.used:
            return None
        stored = self.cx.names.stored(name)
        key = string(stored)
        if name in self.scope.globals:
            return FROM_GLOBALS.expression(self.cx, name=key)
        around = (
            in_function(self.scope, name) or in_function(self.scope, stored)
        ) and name not in self.scope.own
        if around or self.cx.target >= (3, 14):  # there `annotationlib` wants to see the name itself
            return parenthesized(FROM_CLASS_OR_SCOPE.expression(self.cx, name=key, outside=cst.Name(name)))
        return FROM_CLASS.expression(self.cx, name=key)


def parenthesized(node: Expression) -> Expression:
    return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])


# By the id of a class: it, the variable for its names, and whether an earlier rewrite has made that.
CLASS_NAMES: Note[dict[int, tuple[cst.CSTNode, cst.Name, bool]]] = Note(dict)


def class_names(cx) -> cst.Name:
    """The variable of the class at hand that holds the cell with its names."""
    block = cx.place.blocks[-1]
    if id(block) not in CLASS_NAMES.of(cx):
        made = variable_in(block, cx)
        CLASS_NAMES.of(cx)[id(block)] = (block, made or cx.names.new("class_names"), made is not None)
        cx.place.after_children[id(block)] = (block, with_class_names)
    return CLASS_NAMES.of(cx)[id(block)][1]


def variable_in(node: cst.ClassDef, cx) -> cst.Name | None:
    """The variable that an earlier rewrite has given the class *node* for this."""
    ours = cx.names.hosted.names.get("class_names")
    for statement in suite_of(node.body)[:2]:
        match statement:
            case cst.SimpleStatementLine(
                body=[cst.Assign(targets=[target], value=cst.Call(func=cst.Name(value=function)))]
            ) if (function == ours):
                return target.target
    return None


def end_of_class(statements: Sequence[cst.BaseStatement], cx) -> int:
    """The place in *statements* of a class where the cell with its names is put away; their end where none is."""
    ours = cx.names.hosted.names.get("class_dict_cell")
    for i, statement in enumerate(statements):
        match statement:
            case cst.SimpleStatementLine(
                body=[cst.Assign(value=cst.Call(func=cst.Name(value=function)))]
            ) if (function == ours):
                return i
    return len(statements)


def sharing_cell(
    statements: Sequence[cst.BaseStatement], reader: cst.Name, cx
) -> tuple[cst.BaseStatement, ...]:
    """The *statements* of a class with the cell that the function *reader* reads for the cell with its names.

    Where annotations are deferred, their functions have one already; a class fills only one.
    """
    ours = cx.names.hosted.names.get("class_names")

    def shared(statement: cst.BaseStatement) -> cst.BaseStatement:
        match statement:
            case cst.SimpleStatementLine(
                body=[cst.Assign(targets=[target], value=cst.Call(func=cst.Name(value=function)))]
            ) if (function == ours):
                (new,) = ASSIGN(cx, target=target.target, value=CELL.expression(cx, reader=reader))
                return new
        return statement

    return tuple(map(shared, statements))


def with_class_names(node: cst.ClassDef, old: cst.ClassDef, cx) -> cst.ClassDef:
    """The class *node*, which was *old*, with the cell for its names if an annotation scope in it has asked for one."""
    _, names, made = CLASS_NAMES.of(cx).pop(id(old), (None, None, True))
    if made:
        return node
    body = suite_of(node.body)
    above, docstring, rest = split_docstring(body) or ((), None, body)
    first = (*above, docstring) if docstring else ()
    start, end = START_OF_CLASS(cx, names=names), END_OF_CLASS(cx, names=names)
    return node.with_changes(body=cst.IndentedBlock((*first, *start, *rest, *end)))


def opened_inside(node: cst.ClassDef, cx) -> cst.ClassDef:
    """*node*, a class that goes while annotation scopes stay: those in it, which see its names, go as well."""
    if not any(cx.contents.holds(node, kind) for kind in (cst.TypeParameters, cst.TypeAlias)):
        return node
    rules: dict[type, list] = {}
    for name in ("type_parameters", "type_statement"):
        for kind, found in cx.passes.order.named(name).rules.items():
            rules.setdefault(kind, []).extend(found)
    around, origin = cx.walk, cx.place.origin
    walk = Walk(rules, cx)
    cx.walk = walk
    cx.place.blocks.append(origin)
    cx.place.functions.append(None)
    body = walk(node.body)
    cx.place.functions.pop()
    cx.place.blocks.pop()
    cx.walk, cx.expand_early, cx.settled, cx.place.origin = (
        around,
        around.expand_early,
        around.settled,
        origin,
    )
    return with_class_names(node.with_changes(body=body), origin, cx)
