"""Which type parameters of a module become variables, and above which statements these stand.

The module is read once, from the top: what is bound there already can be a bound at once, and a variable that stands
above, in the same block or one around, is shared by what is the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.lowering.type_variable.free_names import can_be_renamed, is_inside
from mvpy.rewrites.lowering.type_variable.variables import At, Blocks, Variables
from mvpy.rewrites.type_parameters.classes import may_be_refused
from mvpy.rewrites.type_parameters.parameters import name_of, parts_of
from mvpy.scopes.analysis import Scope, bound_in, names_in
from mvpy.tree.nodes import parameters, statements_and_clauses, type_parameters
from mvpy.tree.suite import statements_inside

Definition = cst.FunctionDef | cst.ClassDef | cst.TypeAlias
LOOKS = "__type_params__"  # with it a program looks at what is not there


class Plan:
    """What becomes of the type parameters in the module at hand.

    names       of each definition whose type parameters are variables: what these are called, by its id
    bases       of each class among them: the base that says so, if it can have one, by its id
    variables   those that are made, and above which statements
    """

    def __init__(self, cx: Context) -> None:
        assert cx.scopes.tree is not None
        self.cx, self.tree, self.scopes = cx, cx.scopes.tree, cx.scopes.now()
        self.names: dict[int, dict[str, str]] = {}
        self.bases: dict[int, cst.BaseExpression | None] = {}
        self.variables = Variables(self.tree, self.scopes, cx)
        if not (LOOKS in cx.program.text or cx.program.kinds or self.scopes.module.star_import):
            self.read(self.tree.body, self.scopes.module, ())

    def read(self, statements: Sequence[cst.BaseStatement], host: Scope, blocks: Blocks) -> None:
        """Look at the *statements* of a block of *host*."""
        for number, statement in enumerate(statements):
            if statements is self.tree.body:
                self.variables.spelling.line = number
            self.inside(statement, At(host, statement, blocks))
            if not blocks:
                self.variables.bound |= {name for name in there_after(statement) if host.stores(name) == 1}

    def inside(self, node: cst.BaseStatement, at: At) -> None:
        """Look at *node*, which is the statement of *at*, or in the body of a class there."""
        if isinstance(node, cst.SimpleStatementLine):
            if len(node.body) == 1 and isinstance(node.body[0], cst.TypeAlias):
                self.definition(node.body[0], at)
        elif isinstance(node, cst.FunctionDef):
            self.definition(node, at)
            before = set(self.variables.bound)
            self.read(
                node.body.body if isinstance(node.body, cst.IndentedBlock) else (), self.scopes.of(node), ()
            )
            self.variables.bound = before
        elif isinstance(node, cst.ClassDef) or node is not at.statement:
            if isinstance(node, cst.ClassDef):
                self.definition(node, at)
            for one in statements_inside(node):
                self.inside(one, at)
        else:
            for block in blocks_of(node):
                self.read(block.body, at.host, (*at.blocks, id(block)))

    def definition(self, node: Definition, at: At) -> None:
        """Make variables of the type parameters of *node*, if that is safe."""
        items, scope = type_parameters(node), self.scopes.find(node.type_parameters)
        if not (is_simple(node) and self.finds_names(node, at)):
            return
        names: dict[str, str] = {}
        if scope is not None:
            names = {name_of(item): self.variables.name(item, scope, at) for item in items}
            is_renamed = any(old != new for old, new in names.items())
            # The walk that renames does not look at patterns.
            if is_renamed and (self.cx.node_kinds.holds(node, cst.Match) or not can_be_renamed(names, scope)):
                return
            self.variables.of_scopes[id(scope)] = names
            for item in items:
                self.variables.stand(item, scope, at)
        self.names[id(node)] = names
        if isinstance(node, cst.ClassDef) and scope is not None:
            self.bases[id(node)] = self.variables.base(node, scope)

    def finds_names(self, node: Definition, at: At) -> bool:
        """Do the type parameters of *node*, and its value if it is an alias, find all names from where they will stand?

        What is in the bodies of classes they do not find there.
        """
        scope = self.scopes.find(node.type_parameters)
        if scope is None and not isinstance(node, cst.TypeAlias):
            return False
        values = [value for item in type_parameters(node) for _, value in parts_of(item, self.cx)]
        if isinstance(node, cst.TypeAlias):
            scope = scope or self.scopes.of(node)
            if scope.around.kind != "class" and node.type_parameters is None:
                return False  # it needs no scope
            values.append(node.value)
        assert scope is not None
        names = {name for value in values for name in names_in(value)}
        owners = {id(owner): owner for owner in map(scope.resolve, names)}
        return names.isdisjoint(declared_between(scope, at.host)) and all(
            owner in (scope, at.host) or key in self.variables.of_scopes or not is_inside(owner, at.host)
            for key, owner in owners.items()
        )


def declared_between(scope: Scope, host: Scope) -> set[str]:
    """The names that classes between *scope* and *host* declare to be of others."""
    found: set[str] = set()
    while scope is not host:
        found |= scope.globals | scope.nonlocals
        scope = scope.around
    return found


def is_simple(node: Definition) -> bool:
    """Is there nothing about *node*, which has type parameters, that only a scope of their own does?"""
    items = type_parameters(node)
    own = {name_of(item) for item in items}
    around: set[str] = set()
    if isinstance(node, cst.TypeAlias):
        own.add(node.name.value)
    else:
        around = {name for one in node.decorators for name in names_in(one)}
    if isinstance(node, cst.FunctionDef):
        defaults = [param.default for param in parameters(node.params) if param.default is not None]
        around |= {name for one in defaults for name in names_in(one)}
    is_private = any(name.startswith("__") and not name.endswith("__") for name in own)
    return not (is_private or around & own or may_be_refused(items) or any(item.star for item in items))


def there_after(statement: cst.BaseStatement) -> set[str]:
    """The classes that *statement* defines, and what it imports: types can be in that."""
    if isinstance(statement, cst.ClassDef):
        return bound_in([statement])
    body = statement.body if isinstance(statement, cst.SimpleStatementLine) else ()
    return bound_in([small for small in body if isinstance(small, (cst.Import, cst.ImportFrom))])


def blocks_of(statement: cst.CSTNode) -> Iterator[cst.IndentedBlock]:
    """The suites of the compound *statement*, one after the other."""
    for one in statements_and_clauses(statement):
        if isinstance(one, cst.IndentedBlock):
            yield one
        elif not isinstance(one, cst.SimpleStatementSuite):
            yield from blocks_of(one)
