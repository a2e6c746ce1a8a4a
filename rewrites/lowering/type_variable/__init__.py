"""Type parameters of functions, classes and aliases: type variables, as they were written before Python 3.12.

    def first[T](items: list[T]) -> T:
        return items[0]

    class Box[T: Item]:
        def map[U](self, function: Callable[[T], U]) -> "Box[U]":
            return Box(function(self.content))

becomes

    import typing
    T = typing.TypeVar("T")
    def first(items: list[T]) -> T:
        return items[0]

    T_2 = typing.TypeVar("T", bound="Item")
    U = typing.TypeVar("U")
    class Box(typing.Generic[T_2]):
        def map(self, function: Callable[[T_2], U]) -> "Box[U]":
            return Box(function(self.content))

Grammar
    type_params ::= "[" type_param ("," type_param)* "]"
    type_param ::= typevar | typevartuple | paramspec

Meaning
    1. A type variable stands above the definition, in the nearest scope that is none of a class; definitions that have
       the same share it. Where its name is that of something else, it gets another, and so do those who read it.
    2. A bound that may not be there yet is a text, and a function where the program asks for bounds.
    3. The body of a class stays as it is, and so do decorators and defaults.

Left alone
    Modules that ask for `__type_params__`, or import all names of another; private type parameters, and those that
    would be found in the body of a class first. They become locals of a function.

Differs
    A type variable is a name of the module; it is invariant for those who ask, which `typing` does not. There is no
    `__type_params__`. A text goes on naming a type parameter whose variable has another name. Before Python 3.11 a
    `NamedTuple` takes no arguments, and a class one for a tuple of type variables.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#type-parameter-lists
    https://docs.python.org/3/library/typing.html#typing.TypeVar
    PEP 484; PEP 695
"""

from collections.abc import Iterator

import libcst as cst

from mvpy.machine.context import Context, Note
from mvpy.machine.contract import Construct, Contract, Newer
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import rewrites
from mvpy.rewrites.lowering.type_variable.forms import alias_with, class_with, function_with
from mvpy.rewrites.lowering.type_variable.plan import Definition, Plan
from mvpy.tree.nodes import statements_and_clauses
from mvpy.tree.suite import Statements, blank_lines

ASSIGN = quote("$target = $value")


def definitions_in(node: cst.CSTNode) -> Iterator[Definition]:
    """The definitions with type parameters, and the aliases, in the statement *node*, as they are written."""
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, cst.SimpleStatementLine):
            yield from (small for small in one.body if isinstance(small, cst.TypeAlias))
        elif isinstance(one, (cst.FunctionDef, cst.ClassDef)) and one.type_parameters is not None:
            yield one
        waiting += reversed(statements_and_clauses(one))


def parameters_in(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The type parameters in the statement *node* but those of aliases."""
    found = (one.type_parameters for one in definitions_in(node) if not isinstance(one, cst.TypeAlias))
    return [one for one in found if one is not None]


def aliases_in(node: cst.CSTNode) -> list[cst.CSTNode]:
    """The aliases in the statement *node*."""
    return [one for one in definitions_in(node) if isinstance(one, cst.TypeAlias)]


def has_parameters(node: cst.CSTNode) -> bool:
    return bool(parameters_in(node))


def has_alias(node: cst.CSTNode) -> bool:
    return bool(aliases_in(node))


def first_parameters(node: cst.CSTNode) -> cst.CSTNode:
    return parameters_in(node)[0]


def first_alias(node: cst.CSTNode) -> cst.CSTNode:
    return aliases_in(node)[0]


CONTRACT = Contract(
    removes=Construct("type parameters that can be variables", cst.TypeParameters),
    grammar="type_params, type_param",
    # They are told of where they stand; the rules are asked for the statements above which the variables can stand.
    newer=(
        Newer((3, 12), "type parameters", (cst.FunctionDef, cst.ClassDef), has_parameters, first_parameters),
        Newer((3, 12), "a type statement", (cst.SimpleStatementLine, cst.ClassDef), has_alias, first_alias),
    ),
    needs=(cst.TypeParameters, cst.TypeAlias),
    sees=("layout", "elif", "fields", "targets", "texts", "unevaluated"),
)
PLAN: Note[list[Plan]] = Note(list)


def plan_at(cx: Context) -> Plan:
    """The plan for the module as it stands."""
    plans = PLAN.of(cx)
    if not plans or plans[0].tree is not cx.scopes.tree:
        plans[:] = [Plan(cx)]
    return plans[0]


@rewrites(cst.FunctionDef, cst.ClassDef)
def type_variable(node: cst.FunctionDef | cst.ClassDef, cx: Context) -> Statements | None:
    plan, old = plan_at(cx), cx.place.origin
    names, above = plan.names.get(id(old)), plan.variables.above.get(id(old), ())
    if names is None:
        return below(above, node) if above else None
    if isinstance(node, cst.ClassDef):
        return below(above, class_with(names, node, plan.bases[id(old)], cx))
    return below(above, function_with(names, node, cx))


@rewrites(cst.SimpleStatementLine)
def variable_of_alias(node: cst.SimpleStatementLine, cx: Context) -> Statements | None:
    (small,) = node.body if len(node.body) == 1 else (None,)
    if not isinstance(small, cst.TypeAlias):
        return None
    plan, old = plan_at(cx), cx.place.origin
    names = plan.names.get(id(old.body[0]))
    if names is None:
        return None
    (line,) = ASSIGN(cx, target=small.name, value=alias_with(names, small, cx))
    assert isinstance(line, cst.SimpleStatementLine)
    return below(plan.variables.above.get(id(old), ()), node.with_changes(body=line.body))


def below(above: Statements, node: cst.FunctionDef | cst.ClassDef | cst.SimpleStatementLine) -> Statements:
    """*node* below the variables *above*: these take one of two blank lines above it, and its comments stay with it."""
    if not above:
        return (node.with_changes(leading_lines=()),)  # they are carried over
    lines = node.leading_lines
    blank = blank_lines(lines)
    first, *rest = above
    taken = lines[min(len(above), max(blank - 1, 0)) : blank]
    assert isinstance(first, cst.SimpleStatementLine)
    return (first.with_changes(leading_lines=taken), *rest, node.with_changes(leading_lines=lines[blank:]))
