"""Which scope binds a name: the answers of the Language Reference, 4.2, read off a libcst tree.

``analyse(module)`` looks at every node once and gives a ``Scope`` for each block of code that has
names of its own.  It asks nothing of the Python that runs it (no ``ast``, ``symtable``, ``compile``),
so it knows the syntax that libcst knows.  It keeps its own stack, so depth costs nothing: an
``elif`` chain of 5000 is one node inside another 5000 times.

The smaller questions (``names_in``, ``bound_in``, ``has_node``) are answered for any piece of a tree.

Note [Steps]
    What a walk does at a node depends on the node's type only.  So each type has a *step*, a function
    that is written once (by hand where names are bound, else generated) and found by one look-up.  A
    generated step puts the node's children on the stack, last one first, and reads a child that is a
    bare name at once, without a detour through the stack.  Which fields can matter is decided by type
    too: a comma never leads to a name.  On 2669 lines this takes 6 to 10 ms.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

import libcst as cst

from mvpy.errors import MVPyError
from mvpy.tree.description import TABLE, Role, fields_of_scopes, fields_that, written_fields
from mvpy.tree.generated import compiled, function
from mvpy.tree.nodes import bound_by, leads_to, parameters, possible_children

CONSTANTS = frozenset({"None", "True", "False"})  # libcst reads these three as names

Push = Callable[[cst.CSTNode], None]
Read = Callable[[str], None]
Step = Callable[[Any, Push, Read, "Scope"], None]


class ScopeError(MVPyError):
    """The program binds a name where the Language Reference forbids it."""


def analyse(module: cst.Module, before: Scopes | None = None) -> Scopes:
    """The scopes of *module*, at any depth.

    *before* are those of the module as it was; of a function that is still there, the very node, they are taken over,
    and nobody may ask *before* any more.
    """
    top = Scope("module", "<module>", module, None, list(reversed(module.body)))
    top.postponed = has_future_annotations(module)
    if before is not None and before.module.postponed == top.postponed:
        top.filled = {id(scope.node): scope for scope in before.all if scope.kind == "function"}
    scopes = [top]
    for scope in scopes:  # grows while it runs: a scope is full before those inside it begin
        fill(scope)
        scopes += scope.children
    settle(scopes)
    top.filled = {}
    return Scopes(scopes)


class Scopes:
    """The scopes of one module.  ``all`` has them outer before inner."""

    def __init__(self, scopes: list[Scope]) -> None:
        self.all = scopes
        self.module = scopes[0]
        self._by_node = {id(scope.node): scope for scope in scopes}  # ``scope.node`` keeps the id taken
        self._moved: list[cst.CSTNode] = []

    def let_go(self) -> None:
        """Let scopes know only those around them, or they would keep their tree until cycles are collected."""
        for scope in self.all:
            if scope.module is self.module:  # if not, others have taken it over
                scope.children = []

    def of(self, node: cst.CSTNode) -> Scope:
        """The scope that *node* (this very node, not an equal one) opens; KeyError if it opens none."""
        return self._by_node[id(node)]

    def moved(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """From now on *new* opens the scope that *old* opens, if it opens one."""
        if scope := self._by_node.get(id(old)):
            self._by_node[id(new)] = scope
            self._moved.append(new)  # keeps the id taken

    def find(self, node: cst.CSTNode | None) -> Scope | None:
        """The scope that *node* opens, if it opens one."""
        return self._by_node.get(id(node))


class Scope:
    """One block of code and its names.

    kind        "module", "function", "lambda", "class", "comprehension" or "type" (PEP 695: the type
                parameters of a def, class or alias; a bound or a default of one; the value of an alias)
    name        what CPython calls the block: `f`, `C`, `<lambda>`, `<listcomp>`, `<module>`
    node        the node that opens the scope
    parent      the scope around it, None for the module
    children    the scopes directly inside, in the order in which their nodes begin
    parameters  in the order of the signature
    globals     declared `global` here (in a comprehension also: a `:=` that binds a global)
    nonlocals   declared `nonlocal` here (in a comprehension also: a `:=` that binds outside it)
    bound       what this scope binds by any statement or expression, `del` included, declared or not
    own         what belongs to this scope: `bound` without `globals` and `nonlocals`
    reads       loaded here, not in a scope inside; `x += 1` loads `x`
    free        found in a function around (or the `__class__` of a class), here or on the way further in
    deletes     unbound here, by `del` or at the end of `except … as name`
    is_generator  there is a `yield` here, or this is a generator expression
    is_coroutine  `async def`, or a comprehension that awaits
    has_await_or_async    awaits here: `await`, `async for`, `async with`, an async comprehension
    star_import           has a `from m import *`
    """

    __slots__ = (
        "kind", "name", "node", "parent", "_module", "children", "parameters", "globals", "nonlocals",
        "bound", "own", "reads", "free", "deletes", "is_generator", "is_coroutine", "has_await_or_async",
        "star_import", "postponed", "todo", "filled", "_sites", "_used_inside", "_rebound_inside", "_sought_outside",
    )  # fmt: skip

    def __init__(
        self, kind: str, name: str, node: cst.CSTNode | None, parent: Scope | None, todo: list[cst.CSTNode]
    ) -> None:
        self.kind, self.name, self.parent = kind, name, parent
        self.node: Any = node  # of the kinds that open a scope of this kind
        self._module: Scope | None = parent.module if parent else None
        self.filled: dict[int, Scope] = (
            {}
        )  # of a module: those of functions that need not be filled again, by their nodes
        self.postponed: bool = bool(parent) and self.module.postponed  # annotations are never evaluated
        self.todo = todo  # a stack: the first to look at is the last
        self.children: list[Scope] = []
        self.parameters: list[str] = []
        self.globals: set[str] = set()
        self.nonlocals: set[str] = set()
        self.bound: set[str] = set()
        self.own: set[str] = set()
        self.reads: set[str] = set()
        self.deletes: set[str] = set()
        self.is_generator = self.is_coroutine = self.has_await_or_async = self.star_import = False
        self._sites: dict[str, int] = {}
        self.unsettle()

    def unsettle(self) -> None:
        """Forget what follows from the scopes around and inside."""
        self.free: set[str] = set()
        self._used_inside: set[str] = set()  # found here by a scope inside
        self._rebound_inside: set[str] = set()
        self._sought_outside: set[str] = set()  # looked for by a scope inside, not found here

    def __repr__(self) -> str:
        return f"<{self.kind} scope {self.name}>"

    @property
    def module(self) -> Scope:
        """The scope of the module."""
        return self._module or self

    @property
    def around(self) -> Scope:
        """The scope around this one, which is that of no module."""
        assert self.parent is not None
        return self.parent

    def kind_of(self, name: str) -> str:
        """How this scope reaches *name*: "local", "cell", "free", "global" or "class".

        A builtin, a name that nobody binds, and every name of the module's own is "global".
        """
        name = normal(name)
        owner = self.resolve(name)
        if owner.kind == "module":
            return "global"
        if owner is self and self.kind != "class":
            return "cell" if name in self._used_inside else "local"
        if owner is self or owner.kind == "class" and name != "__class__":
            return "class"
        return "free"

    def resolve(self, name: str) -> Scope:
        """The scope that owns *name* as used here; the module for builtins and unknown names.

        `__class__` (and `super`'s use of it) inside a method belongs to the class around.
        """
        name = normal(name)
        if name in self.own or self.parent is None:
            return self
        return self.module if name in self.globals else self._found_outside(name)

    def captured(self, name: str) -> bool:
        """Whether a scope inside, at any depth, reads or rebinds the *name* of this scope."""
        return normal(name) in self._used_inside

    def rebound_inside(self, name: str) -> bool:
        """Whether a scope inside stores (or deletes) the *name* of this scope.

        It does so by `nonlocal`; in a comprehension by `:=`; for a module by `global`.
        """
        return normal(name) in self._rebound_inside

    def stores(self, name: str) -> int:
        """The number of places in this scope that bind *name*, or delete it."""
        return self._sites.get(normal(name), 0)

    def nested_reads_global(self, name: str) -> bool:
        """Whether a scope inside looks for *name* beyond this one, without having said `global`.

        Then a function's local of that name here would capture it.  A class answers as if its body
        were a function's: its own names don't count as found, since methods don't see them.
        """
        name = normal(name)
        return name in (self._used_inside if self.parent is None else self._sought_outside)

    def _found_outside(self, name: str) -> Scope:
        sees_class = self.kind == "type"
        scope = self.parent
        while scope is not None:
            if owner := scope._answer(name, sees_class):
                return owner
            sees_class = sees_class and scope.kind == "type"
            scope = scope.parent
        raise AssertionError("the module has every name that nobody else has")

    def _answer(self, name: str, sees_class: bool) -> Scope | None:
        """The owner of *name* for a scope inside this one; None if the search goes on outside.

        Only the scopes of PEP 695 see the names of a class, and only those of the class right around.
        """
        if self.kind == "class":
            if name == "__class__":
                return self
            if not sees_class:
                return None
        if self.parent is None or name in self.own:
            return self
        return self.module if name in self.globals else None

    # What the steps call while the scope is being filled:

    def open(self, kind: str, name: str, node: cst.CSTNode, *parts: cst.CSTNode | None) -> Scope:
        """A new scope inside this one, which will look at *parts*, in this order."""
        child = Scope(kind, name, node, self, [part for part in reversed(parts) if part is not None])
        self.children.append(child)
        return child

    def taken_over(self, node: cst.FunctionDef) -> bool:
        """Does the scope of *node*, as it was before, become one inside this scope?  It is full, as are those inside."""
        module = self.module
        known = module.filled.get(id(node))
        scopes = [known] if known is not None else []
        for scope in scopes:
            scopes += scope.children
        # Where a statement is there twice, each needs scopes of its own.
        if known is None or any(scope.module is module for scope in scopes):
            return False
        known.parent = self
        self.children.append(known)
        for scope in scopes:
            scope._module = module
            scope.unsettle()
        return True

    def bind(self, name: str) -> None:
        name = name if name.isascii() else unicodedata.normalize("NFKC", name)
        self._sites[name] = self._sites.get(name, 0) + 1

    def store(self, target: cst.CSTNode, push: Push) -> None:
        """Bind the names of *target*; what it has to evaluate (`a` in `a.b`) is pushed."""
        if target.__class__ is cst.Name:
            self.bind(target.value)
        else:
            for name in split_target(target, push):
                self.bind(name)


def normal(name: str) -> str:
    """*name* as Python compares it: `ﬁle` and `file` are one name."""
    return name if name.isascii() else unicodedata.normalize("NFKC", name)


def mangled(name: str, class_name: str) -> str:
    """*name* as it is called inside the class *class_name*: `__x` is `_C__x`, others stay."""
    name, stem = normal(name), normal(class_name).lstrip("_")
    if not name.startswith("__") or name.endswith("__") or "." in name or not stem:
        return name
    return f"_{stem}{name}"


def has_future_annotations(module: cst.Module) -> bool:
    """Whether *module* says ``from __future__ import annotations``, so that none is evaluated."""
    for line in module.body:
        if line.__class__ is not cst.SimpleStatementLine:
            return False  # only a docstring and other future imports can stand above one
        for small in line.body:
            if isinstance(small, cst.ImportFrom) and isinstance(small.module, cst.Name):
                if small.module.value == "__future__" and not isinstance(small.names, cst.ImportStar):
                    if any(alias.name.value == "annotations" for alias in small.names):
                        return True
    return False


# Smaller questions


def names_in(node: cst.CSTNode) -> set[str]:
    """Every identifier below *node* that is, or could be taken for, a variable.

    Attributes, keywords of calls and class patterns, and the modules in `from m import x` are not.
    """
    names: set[str] = set()
    stack, read = [node], names.add
    pop, push, steps = stack.pop, stack.append, NAME_STEPS
    while stack:
        node = pop()
        steps[node.__class__](node, push, read, NOWHERE)
    return tidy(names)


def names_beside_functions(node: cst.FunctionDef) -> tuple[set[str], list[cst.FunctionDef]]:
    """`names_in` the function *node* but those in the functions inside of it; and these functions."""
    names: set[str] = set()
    inside: list[cst.FunctionDef] = []
    stack: list[Any] = []
    read, pop, push, steps = names.add, stack.pop, stack.append, NAME_STEPS
    steps[cst.FunctionDef](node, push, read, NOWHERE)
    while stack:
        part = pop()
        if part.__class__ is cst.FunctionDef:
            inside.append(part)
        else:
            steps[part.__class__](part, push, read, NOWHERE)
    return tidy(names), inside


def bound_in(statements: Sequence[cst.CSTNode]) -> set[str]:
    """The names that *statements* bind in the scope where they stand (declared `global` there or not)."""
    return set(block_of(statements)._sites)


def own_in(node: cst.Module | cst.FunctionDef | cst.ClassDef) -> set[str]:
    """The names of the scope that *node* opens; scopes inside are not looked at."""
    here = block_of(node.body if isinstance(node, cst.Module) else [node.body])
    names = set(here._sites) - here.globals - here.nonlocals
    if isinstance(node, cst.FunctionDef):
        names.update(normal(param.name.value) for param in parameters(node.params))
    return names


def block_of(statements: Sequence[cst.CSTNode]) -> Scope:
    """A scope of these *statements*, full, but nothing is settled; those inside are empty."""
    here = Scope("function", "", None, None, list(reversed(statements)))
    scopes = [here]
    for scope in scopes:
        fill(scope)
        scopes += (child for child in scope.children if child.kind == "comprehension")  # a `:=` leaves it
        scope.children = []  # no cycles, see `Scopes.let_go`
    return here


def sought_by(statement: cst.SimpleStatementLine | cst.BaseCompoundStatement) -> set[str]:
    """The names that a *statement* of the module reads, and those that functions in it look for in the module."""
    module = analyse(cst.Module((statement,))).module
    return module.reads | module._used_inside


def has_node(node: cst.CSTNode, kinds: tuple[type, ...], *, into_functions: bool = False) -> bool:
    """Whether *node* is, or has below it, a node of one of the types *kinds*.

    The body of a def or lambda below *node* is searched only with *into_functions*; what is evaluated
    outside it (decorators, defaults, annotations) always is.  A *node* that is itself a def is entered.
    """
    if isinstance(node, kinds):
        return True
    stack = [node]
    pop, push, steps = stack.pop, stack.append, search_steps(kinds, into_functions)
    if not into_functions and isinstance(node, (cst.FunctionDef, cst.Lambda)):
        stack.append(node.body)
    while stack:
        node = pop()
        step = steps[node.__class__]
        if step is found:
            return True
        step(node, push, unread, NOWHERE)
    return False


def unread(name: str) -> None:
    """What a search does with a name."""


def found(node: cst.CSTNode, push: Push, read: Read, here: Scope) -> None:
    """The step for nodes that a search looks for; it ends there."""


NOWHERE = Scope("module", "", None, None, [])  # where nothing is bound: for steps that only read


# The walk


def fill(scope: Scope) -> None:
    """Look at everything in *scope*'s own block; the scopes inside it are opened, not filled."""
    stack, read, steps = scope.todo, scope.reads.add, SCOPE_STEPS
    pop, push = stack.pop, stack.append
    while stack:
        node = pop()
        steps[node.__class__](node, push, read, scope)
    scope.reads = tidy(scope.reads)


def tidy(names: set[str]) -> set[str]:
    names -= CONSTANTS
    return names if all(map(str.isascii, names)) else set(map(normal, names))


def settle(scopes: list[Scope]) -> None:
    """Work out, from the names of each of *scopes*, what the scopes around them have to know."""
    for scope in reversed(scopes):
        scope.bound = set(scope._sites)
        scope.own = scope.bound - scope.globals - scope.nonlocals
        if scope.kind == "comprehension" and scope.has_await_or_async:
            scope.is_coroutine = True
            if not scope.is_generator and scope.parent is not None:  # it is awaited on the spot
                scope.parent.has_await_or_async = True
    for scope in scopes[1:]:
        for name in (scope.reads | scope.nonlocals | class_cell_of(scope)) - scope.own - scope.globals:
            seek(scope, name)
        scope.module._used_inside |= scope.globals
        stored = scope.globals | scope.nonlocals
        for name in stored if scope.kind == "comprehension" else stored & scope.bound:
            scope.resolve(name)._rebound_inside.add(name)


def seek(scope: Scope, name: str) -> None:
    """Tell the scopes around *scope* that it looks for *name*, up to the one that has it."""
    sees_class, way = scope.kind == "type", [scope]
    around = scope.parent
    while around is not None and not (owner := around._answer(name, sees_class)):
        around._sought_outside.add(name)
        way.append(around)
        sees_class = sees_class and around.kind == "type"
        around = around.parent
    assert owner is not None  # the module has every name that nobody else has
    owner._used_inside.add(name)
    if owner.kind not in ("module", "class") or owner.kind == "class" and name == "__class__":
        for inside in way:
            inside.free.add(name)


def class_cell_of(scope: Scope) -> set[str]:
    """`__class__`, if *scope* is a function that says `super`: CPython then takes it for used."""
    return {"__class__"} if "super" in scope.reads and scope.kind != "class" else set()


# Steps that bind names or open scopes


def name_step(node: cst.Name, push: Push, read: Read, here: Scope) -> None:
    read(node.value)


def annotated_assign(node: cst.AnnAssign, push: Push, read: Read, here: Scope) -> None:
    if node.value is not None:
        push(node.value)
    annotate(here, node.annotation)
    if node.target.__class__ is not cst.Name:
        push(node.target)
    elif node.value is not None or not node.target.lpar:  # `(x): int` alone binds nothing
        here.bind(node.target.value)


def augmented_assign(node: cst.AugAssign, push: Push, read: Read, here: Scope) -> None:
    push(node.value)
    push(node.target)
    if node.target.__class__ is cst.Name:
        here.bind(node.target.value)


def delete(node: cst.Del, push: Push, read: Read, here: Scope) -> None:
    for name in split_target(node.target, push):
        here.bind(name)
        here.deletes.add(normal(name))


def split_target(target: cst.CSTNode, push: Push) -> list[str]:
    """The names in *target*, however nested; its attributes and subscripts are pushed."""
    names, pending = [], [target]
    while pending:
        part = pending.pop()
        match part:
            case cst.Name():
                names.append(part.value)
            case cst.Tuple() | cst.List():
                pending += part.elements
            case cst.Element() | cst.StarredElement():
                pending.append(part.value)
            case _:
                push(part)
    return names


def except_handler(
    node: cst.ExceptHandler | cst.ExceptStarHandler, push: Push, read: Read, here: Scope
) -> None:
    push(node.body)
    if node.type is not None:
        push(node.type)
    if node.name is not None:
        name = bound_by(node.name)
        here.bind(name)
        here.deletes.add(normal(name))


def import_statement(node: cst.Import | cst.LazyImport, push: Push, read: Read, here: Scope) -> None:
    for alias in node.names:
        name: cst.BaseExpression = alias.asname.name if alias.asname else alias.name
        while isinstance(name, cst.Attribute):  # `import a.b` binds `a`
            name = name.value
        if isinstance(name, cst.Name):
            here.bind(name.value)


def from_import(node: cst.ImportFrom | cst.LazyImportFrom, push: Push, read: Read, here: Scope) -> None:
    if isinstance(node.names, cst.ImportStar):
        here.star_import = True
        return
    for alias in node.names:
        here.bind(alias.evaluated_alias or alias.evaluated_name)


def global_statement(node: cst.Global, push: Push, read: Read, here: Scope) -> None:
    here.globals.update(normal(item.name.value) for item in node.names)


def nonlocal_statement(node: cst.Nonlocal, push: Push, read: Read, here: Scope) -> None:
    here.nonlocals.update(normal(item.name.value) for item in node.names)


def named_expression(node: cst.NamedExpr, push: Push, read: Read, here: Scope) -> None:
    """`name := value` binds in the nearest scope around that is no comprehension."""
    push(node.value)
    assert isinstance(node.target, cst.Name)
    name, owner = normal(node.target.value), here
    while owner.kind == "comprehension" and owner.parent is not None:
        owner = owner.parent
    if owner is not here:
        if owner.kind == "class":
            raise ScopeError(f"{name!r}: `:=` in a comprehension can't bind a name of the class {owner.name}")
        at_top = owner.kind == "module" or name in owner.globals
        (here.globals if at_top else here.nonlocals).add(name)
    owner.bind(name)


def yield_expression(node: cst.Yield, push: Push, read: Read, here: Scope) -> None:
    here.is_generator = True
    if node.value is not None:
        push(node.value)


def await_expression(node: cst.Await, push: Push, read: Read, here: Scope) -> None:
    here.has_await_or_async = True
    push(node.expression)


def function_definition(node: cst.FunctionDef, push: Push, read: Read, here: Scope) -> None:
    here.bind(node.name.value)
    header = type_scope(here, node)
    if not header.taken_over(node):
        inside = header.open("function", node.name.value, node, node.body)
        inside.is_coroutine = node.asynchronous is not None
        bind_parameters(inside, node.params)
    if node.returns is not None:
        annotate(header, node.returns)
    evaluate_parameters(node.params, header, push)
    for decorator in reversed(node.decorators):
        push(decorator.decorator)


def lambda_expression(node: cst.Lambda, push: Push, read: Read, here: Scope) -> None:
    inside = here.open("lambda", "<lambda>", node, node.body)
    bind_parameters(inside, node.params)
    evaluate_parameters(node.params, here, push)


def bind_parameters(inside: Scope, params: cst.Parameters) -> None:
    """Bind *params* *inside*."""
    inside.parameters = [normal(param.name.value) for param in parameters(params)]
    inside._sites = dict.fromkeys(inside.parameters, 1)


def evaluate_parameters(params: cst.Parameters, header: Scope, push: Push) -> None:
    """The defaults of *params* are pushed, the annotations are evaluated in *header*."""
    for param in reversed([*parameters(params)]):
        if param.default is not None:
            push(param.default)
        if param.annotation is not None:
            annotate(header, param.annotation)


def annotate(scope: Scope, annotation: cst.Annotation) -> None:
    """*annotation* is evaluated in *scope*, unless the module postpones that for good."""
    if not scope.postponed:
        scope.todo.append(annotation.annotation)


def class_definition(node: cst.ClassDef, push: Push, read: Read, here: Scope) -> None:
    here.bind(node.name.value)
    header = type_scope(here, node)
    header.open("class", node.name.value, node, node.body)
    for argument in (*reversed(node.keywords), *reversed(node.bases)):
        header.todo.append(argument.value)
    for decorator in reversed(node.decorators):
        push(decorator.decorator)


def type_alias(node: cst.TypeAlias, push: Push, read: Read, here: Scope) -> None:
    here.bind(node.name.value)
    type_scope(here, node).open("type", node.name.value, node, node.value)


def type_scope(here: Scope, node: cst.FunctionDef | cst.ClassDef | cst.TypeAlias) -> Scope:
    """The scope of *node*'s type parameters, inside *here*; *here* itself if it has none."""
    if node.type_parameters is None:
        return here
    scope = here.open("type", node.name.value, node.type_parameters)
    for item in node.type_parameters.params:
        name = item.param.name.value
        scope.bind(name)
        if isinstance(node, cst.ClassDef) and (stored := mangled(name, node.name.value)) != name:
            scope.bind(stored)  # what it is called where the names of the class are already mangled
        if isinstance(item.param, cst.TypeVar) and item.param.bound is not None:  # evaluated when asked for
            scope.open("type", name, item.param, item.param.bound)
        if item.default is not None:
            scope.open("type", name, item, item.default)
    return scope


COMPREHENSIONS = {
    cst.ListComp: "<listcomp>", cst.SetComp: "<setcomp>", cst.GeneratorExp: "<genexpr>",
    cst.DictComp: "<dictcomp>", cst.StarredDictComp: "<dictcomp>",
}  # fmt: skip


def comprehension(node: cst.BaseComp, push: Push, read: Read, here: Scope) -> None:
    """A scope of its own, except for the first iterable: that one is evaluated *here*."""
    inside = here.open("comprehension", COMPREHENSIONS[node.__class__], node)
    inside.is_generator = node.__class__ is cst.GeneratorExp
    clause(node.for_in, inside.todo.append, inside)
    for part in reversed(fields_of_scopes("comprehension")[node.__class__]):
        inside.todo.append(getattr(node, part))
    push(node.for_in.iter)


def inner_clause(node: cst.CompFor, push: Push, read: Read, here: Scope) -> None:
    clause(node, push, here)
    push(node.iter)


def clause(node: cst.CompFor, push: Push, here: Scope) -> None:
    """*node* without its iterable."""
    if node.asynchronous:
        here.has_await_or_async = True
    if node.inner_for_in is not None:
        push(node.inner_for_in)
    for condition in reversed(node.ifs):
        push(condition.test)
    here.store(node.target, push)


# Steps that only look further down: generated, see Note [Steps]

NOT_VARIABLES = fields_that(lambda field: field.role is Role.WORD)
FUNCTION_BODIES = fields_of_scopes("function", "lambda")

Skipped = dict[type[cst.CSTNode], tuple[str, ...]]


class Steps(dict[type, Step]):
    """The step for each type of node; made when the type is first met."""

    def __init__(
        self, goals: tuple[type, ...], skipped: Skipped, *, reads: bool = False, binds: bool = False
    ) -> None:
        """The steps lead to nodes of the types *goals*, past the fields that are *skipped*; they read and bind names."""
        self.goals, self.skipped, self.reads, self.binds = goals, skipped, reads, binds

    def __missing__(self, cls: type) -> Step:
        fields = [
            name for name in written_fields(cls)
            if name not in self.skipped.get(cls, ()) and leads_to(cls, name, self.goals)
        ]  # fmt: skip
        title = f"{'names' if self.reads else 'children'} of {cls.__name__}"
        code = compiled("\n".join(self.lines(cls, fields)), title)
        step = self[cls] = function(code, "step", {"Name": cst.Name})
        return step

    def lines(self, cls: type, fields: list[str]) -> Iterator[str]:
        """The lines of a step that goes into *fields*; a bare name is read at once."""
        yield "def step(node, push, read, here):"
        if self.binds and "asynchronous" in possible_children(cls):
            yield "    if node.asynchronous: here.has_await_or_async = True"
        for name in reversed(fields):  # the stack turns them round
            field = TABLE[cls][name]
            yield f"    part = node.{name}"
            if self.binds and field.target:
                yield "    here.store(part, push)"
            elif self.binds and field.role is Role.BINDS:
                yield "    if part is not None: here.bind(part.value)"
            else:
                yield (
                    "    if part.__class__ is Name: read(part.value)"
                    if self.reads
                    else "    if part is None: pass"
                )
                yield "    elif part.__class__ is list or part.__class__ is tuple:"
                yield "        for one in reversed(part): push(one)"
                yield "    elif part is not None: push(part)"
        yield "    return"


class SearchSteps(Steps):
    """Steps for ``has_node``: ``found`` for the types that are looked for."""

    def __missing__(self, cls: type) -> Step:
        if issubclass(cls, self.goals):
            self[cls] = found
            return found
        return super().__missing__(cls)


@cache
def search_steps(kinds: tuple[type, ...], into_functions: bool) -> SearchSteps:
    return SearchSteps(kinds, {} if into_functions else FUNCTION_BODIES)


def steps_for(binding: dict[type, Step]) -> Steps:
    """The generated steps, with those of *binding* in their places."""
    steps = Steps((cst.Name, cst.Yield), NOT_VARIABLES, reads=True, binds=True)
    steps.update(binding)
    return steps


SCOPE_STEPS = steps_for({
    cst.Name: name_step, cst.AnnAssign: annotated_assign, cst.AugAssign: augmented_assign,
    cst.Del: delete,
    cst.ExceptHandler: except_handler, cst.ExceptStarHandler: except_handler,
    cst.Import: import_statement, cst.LazyImport: import_statement,
    cst.ImportFrom: from_import, cst.LazyImportFrom: from_import,
    cst.Global: global_statement, cst.Nonlocal: nonlocal_statement,
    cst.NamedExpr: named_expression, cst.Yield: yield_expression, cst.Await: await_expression,
    cst.FunctionDef: function_definition, cst.Lambda: lambda_expression, cst.ClassDef: class_definition,
    cst.TypeAlias: type_alias, cst.CompFor: inner_clause,
    **dict.fromkeys(COMPREHENSIONS, comprehension),
})  # fmt: skip
NAME_STEPS = Steps((cst.Name,), NOT_VARIABLES, reads=True)
NAME_STEPS[cst.Name] = name_step
