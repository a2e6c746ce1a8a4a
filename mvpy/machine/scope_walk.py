"""A walk over one scope: its own names read and bound in another way, nested scopes left alone.

A class body becomes a function whose names live in a mapping; a name declared `global` lives in one too.
So both rewrites say what reading a name means, what target stores it, and what deletes it, and the walk
finds every place where the scope itself does so: defaults, decorators, bases and the first iterable of a
comprehension belong to the scope around them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from typing import TypeGuard, TypeVar

import libcst as cst

from mvpy.helpers.operators import IN_PLACE
from mvpy.machine import hoisting
from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.machine.walk import Visitor, Walk
from mvpy.scopes.analysis import names_in, normal
from mvpy.tree.description import fields_of_scopes
from mvpy.tree.let import Let
from mvpy.tree.nodes import bound_by
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import OneOrMore, Statements, carrying_comments

HANDLER = quote("""
    $target = $error
    try:
        $suite
    finally:
        $again = None
        $delete
""")
STORE = quote("$target = $value")
BIND = quote("""
    value = $value
    $target = value
    value
""")
EMPTY = cst.IndentedBlock([])
B = TypeVar("B", bound=cst.BaseComp)
Meaning = Callable[[str], cst.BaseExpression | None]  # of a name


class ScopeWalk(Walk):
    """Rewrites the names of one scope.

    *load*(name) gives the expression that reads it, or None to leave it; *store*(name) the target that binds it,
    or None; *delete*(name) the statements that delete it.
    """

    def __init__(
        self, cx: Context, load: Meaning, store: Meaning, delete: Callable[[str], Statements]
    ) -> None:
        super().__init__({}, cx)
        self.load, self.store, self.delete = load, store, delete
        self.scope_marker: str | None = ""

    def learn(self, cls: type) -> Visitor:
        own = OWN_STEPS.get(cls)
        if own is None:
            return super().learn(cls)
        visitor: Visitor = getattr(self, own)
        self.visitors[cls] = visitor
        return visitor

    def target(self, node: cst.BaseExpression) -> cst.BaseExpression:
        if isinstance(node, cst.Name):
            return self.store(normal(node.value)) or node
        return super().target(node)

    # Visitors of the nodes that read or bind ------------------------------------------------

    def variable(self, node: cst.Name) -> cst.BaseExpression:
        new = self.load(normal(node.value))
        return new if new is not None else node

    def function(self, node: cst.FunctionDef) -> OneOrMore:
        decorators = self.sequence(node.decorators)
        params = self.parameters(node.params)
        returns = node.returns and self(node.returns)
        new = node
        if (decorators, params, returns) != (node.decorators, node.params, node.returns):
            new = maker_of(node, decorators=decorators, params=params, returns=returns)
            self.moved(node, new)
        # Its parts may need its decorators opened: then an assignment binds the name, and is stored after that.
        bound = self.bound_by_definition(new)
        definition, *store = bound if isinstance(bound, tuple) else (bound,)
        return self.settled_at(node, [*self.settled_definition(definition), *store])

    def settled_definition(self, node: cst.BaseStatement) -> Statements:
        """The definition *node*, with what its parts need in the scope around, and its comments above it all."""
        settled = hoisting.SETTLE[type(node)](node, self.cx) if self.letting else node
        if settled is node:
            return (node,)
        return carrying_comments(node, settled if settled.__class__ is tuple else (settled,))

    def settled_at(self, node: cst.BaseStatement, statements: Sequence[cst.BaseStatement]) -> OneOrMore:
        """*statements*, where *node* stood."""
        if entry := self.cx.lines.known.get(id(node)):
            self.cx.lines.locate(statements, entry[1])
        return statements[0] if len(statements) == 1 else tuple(statements)

    def bound_by_definition(self, node: cst.FunctionDef) -> OneOrMore:
        name = self.name_bound_by(node)
        target = self.store(name)
        if target is None:
            return node
        local = self.definition_name(name)
        if local != name:
            named = self.naming(name)
            decorators = (*node.decorators, cst.Decorator(named))
            renamed = maker_of(node, name=cst.Name(local), decorators=decorators)
            self.moved(node, renamed)
            node = renamed
        return (node, *STORE(self.cx, target=target, value=cst.Name(local)))

    def opens(self, node: cst.ClassDef) -> bool:
        """Does the body of the class *node*, which binds a name that stays here, read one that does not?"""
        return False

    def name_bound_by(self, node: cst.FunctionDef | cst.ClassDef) -> str:
        """The name that the definition *node* binds in this scope.

        In a class that stays, a private definition stands under its own name, though all else is renamed.
        """
        name = normal(node.name.value)
        stored = self.cx.names.stored(name)
        if stored != name and self.store(name) is None and self.store(stored) is not None:
            self.cx.names.real[stored] = name
            return stored
        return name

    def naming(self, name: str) -> cst.Call:
        """The decorator that calls a function *name*, which stands under another name."""
        name = self.cx.names.real.get(name, name)
        return cst.Call(self.cx.names.helper("naming"), [cst.Arg(cst.SimpleString(repr(name)))])

    def qualifying(self, name: str) -> cst.Call:
        """The decorator that calls a function *name*, also in its `__qualname__`: it is the module's."""
        name = self.cx.names.real.get(name, name)
        return cst.Call(self.cx.names.helper("qualifying"), [cst.Arg(cst.SimpleString(repr(name)))])

    def definition_name(self, name: str) -> str:
        """The name under which a def that binds *name* may stand in the function that the scope becomes."""
        return name

    def parameters(self, params: cst.Parameters) -> cst.Parameters:
        """*params* with what belongs to this scope walked: defaults and annotations."""
        changes: dict[str, object] = {}
        for field in ("posonly_params", "params", "kwonly_params"):
            group = getattr(params, field)
            new = tuple(map(self.parameter, group))
            if any(a is not b for a, b in zip(new, group)):
                changes[field] = new
        for field in ("star_arg", "star_kwarg"):
            param = getattr(params, field)
            if isinstance(param, cst.Param) and (one := self.parameter(param)) is not param:
                changes[field] = one
        return maker_of(params, **changes) if changes else params

    def parameter(self, param: cst.Param) -> cst.Param:
        default = param.default and self(param.default)
        annotation = param.annotation and self(param.annotation)
        if default is param.default and annotation is param.annotation:
            return param
        return maker_of(param, default=default, annotation=annotation)

    def lambda_(self, node: cst.Lambda) -> cst.BaseExpression:
        params = self.parameters(node.params)
        new = node if params is node.params else maker_of(node, params=params)
        return self.settled_expression(new, node)

    def comprehension(self, node: cst.BaseComp) -> cst.BaseExpression:
        first = node.for_in
        iterable = self(first.iter)
        new = node if iterable is first.iter else maker_of(node, for_in=maker_of(first, iter=iterable))
        return self.settled_expression(new, node)

    def settled_expression(self, new: cst.BaseExpression, old: cst.BaseExpression) -> cst.BaseExpression:
        """*new*, which was *old* and a scope of its own, with what its parts need in the scope around."""
        return self.expression(new, None, "value", old) if self.letting else new

    def class_(self, node: cst.ClassDef) -> OneOrMore:
        decorators, bases, keywords = (self.sequence(s) for s in (node.decorators, node.bases, node.keywords))
        new = node
        if (decorators, bases, keywords) != (node.decorators, node.bases, node.keywords):
            new = maker_of(node, decorators=decorators, bases=bases, keywords=keywords)
            self.moved(node, new)
        out: list[cst.BaseStatement] = []
        for statement in self.settled_definition(new):
            bound = self.bound_by_class(statement, node) if defines(statement, new) else statement
            out += bound if isinstance(bound, tuple) else (bound,)
        return self.settled_at(node, out)

    def bound_by_class(self, new: cst.ClassDef, node: cst.ClassDef) -> OneOrMore:
        """The class *new*, which was *node* in the source, with its name bound where the scope wants it."""
        name = self.name_bound_by(node)
        if self.store(name) is None and not self.opens(node):
            return new
        if name != normal(node.name.value):
            new = maker_of(new, name=cst.Name(name))
            self.moved(node, new)
        self.cx.place.origin = node
        opened = self.cx.expanded(new, cst.ClassDef)
        return tuple(self.sequence(opened))

    def named_expression(self, node: cst.NamedExpr) -> cst.BaseExpression:
        self.cx.place.position = "value"  # whatever becomes of the whole
        value = self(node.value)
        assert isinstance(node.target, cst.Name)
        target = self.store(node.target.value)
        if target is None:
            return node if value is node.value else self.settled_expression(maker_of(node, value=value), node)
        if isinstance(target, cst.Attribute):
            self.letting = True
            return BIND.let(self.cx, target=target, value=value)
        assert isinstance(target, cst.Subscript) and isinstance(target.slice[0].slice, cst.Index)
        arguments = [target.value, target.slice[0].slice.value, value]
        call = cst.Call(self.cx.names.helper("bind"), [cst.Arg(argument) for argument in arguments])
        return self.settled_expression(call, node)

    def let(self, node: Let) -> Let:
        """A Let stands in this scope, and so do its statements."""
        return dataclasses.replace(
            node, statements=self.sequence(tuple(node.statements)), value=self(node.value)
        )

    def renamed_comprehension(self, node: B) -> B:
        """*node* with its own names rewritten; its first iterable does not belong to its scope."""
        for_in = self.clause(node.for_in, first=True)
        own = fields_of_scopes("comprehension")[type(node)]
        return maker_of(node, for_in=for_in, **{name: self(getattr(node, name)) for name in own})

    def clause(self, node: cst.CompFor, first: bool = False) -> cst.CompFor:
        return maker_of(
            node,
            target=self.target(node.target),
            iter=node.iter if first else self(node.iter),
            ifs=self.sequence(node.ifs),
            inner_for_in=node.inner_for_in and self.clause(node.inner_for_in),
        )

    def match(self, node: cst.Match) -> OneOrMore:
        """`match`: it is opened if a pattern reads or binds a name that lives elsewhere."""
        names = names_in(
            cst.Match(cst.Name("None"), [case.with_changes(guard=None, body=EMPTY) for case in node.cases])
        )
        if not any(self.load(name) is not None or self.store(name) is not None for name in names):
            kept: OneOrMore = self.plain_visitor(cst.Match)(node)
            return kept
        line = self.cx.lines.of(node, self.cx.place.line)
        self.cx.place.origin = node
        return self.placed(node, tuple(self.sequence(self.cx.expanded(node))), line)

    def handler(
        self, node: cst.ExceptHandler | cst.ExceptStarHandler
    ) -> cst.ExceptHandler | cst.ExceptStarHandler:
        type_ = node.type and self(node.type)
        body = self(node.body)
        name = bound_by(node.name) if node.name else ""
        target = self.store(name) if name else None
        if target is None or node.name is None:
            same = type_ is node.type and body is node.body
            return node if same else maker_of(node, type=type_, body=body)
        error = self.cx.names.new("error")
        again, delete = self.store(name), self.delete(name)
        suite = HANDLER(self.cx, target=target, error=error, suite=body, again=again, delete=delete)
        asname = maker_of(node.name, name=error)
        return maker_of(node, type=type_, name=asname, body=cst.IndentedBlock(suite))

    def line(self, node: cst.SimpleStatementLine, old: cst.SimpleStatementLine) -> OneOrMore:
        if node is not old:
            self.moved(old, node)
        if len(node.body) == 1:
            (small,) = node.body
            match small:
                case cst.TypeAlias() if self.store(normal(small.name.value)):
                    return self.placed(node, self.opened(small), self.cx.place.line)
                case cst.AugAssign() | cst.Del() | cst.AnnAssign() | cst.Import() | cst.ImportFrom():
                    new = self.small(small)
                    if new is not None:
                        return self.placed(node, new, self.cx.place.line)
        return super().line(node, node)

    def small(self, small: cst.BaseSmallStatement) -> Statements | None:
        """What replaces a simple statement that binds a name in its own way, or None."""
        if isinstance(small, cst.Del):
            targets = deleted(small.target)
            if not any(isinstance(t, cst.Name) and self.store(t.value) for t in targets):
                return None
            out: list[cst.BaseStatement] = []
            for target in targets:
                if isinstance(target, cst.Name) and self.store(target.value):
                    out += self.delete(target.value)
                else:
                    out.append(cst.SimpleStatementLine([cst.Del(target)]))
            return self.settled(tuple(out)) if self.letting else tuple(out)
        if isinstance(small, cst.AnnAssign) and self.stores_elsewhere(small):
            return self.opened(small)
        if isinstance(small, (cst.Import, cst.ImportFrom)):
            if any(self.store(bound) for bound in bound_by_import(small)):
                return self.opened(small)
        return None

    def opened(self, small: cst.BaseSmallStatement) -> Statements:
        """What becomes of the statement *small* of this scope, walked."""
        self.cx.place.functions.append(self.scope_marker)
        opened = self.cx.expanded(small)
        self.cx.place.functions.pop()
        return tuple(self.sequence(opened))

    def stores_elsewhere(self, node: cst.AnnAssign) -> bool:
        """Does *node* assign to a name that lives elsewhere?"""
        target = node.target
        return (
            node.value is not None and isinstance(target, cst.Name) and bool(self.store(normal(target.value)))
        )

    def annotated(self, node: cst.AnnAssign) -> cst.AnnAssign:
        """`x: A = v`: what it evaluates; one that stores elsewhere is for `small`."""
        if self.stores_elsewhere(node):
            return node
        annotation = (
            node.annotation if self.cx.place.in_function else self(node.annotation)
        )  # there nobody evaluates it
        value = node.value and self(node.value)
        target = node.target if isinstance(node.target, cst.Name) else self.target(node.target)
        if (annotation, value, target) == (node.annotation, node.value, node.target):
            return node
        return maker_of(node, target=target, annotation=annotation, value=value)

    def augmented(self, node: cst.AugAssign) -> cst.Assign | cst.AugAssign:
        """`x += v` of a name that lives elsewhere reads it there and stores it there."""
        value = self(node.value)
        target = self.store(node.target.value) if isinstance(node.target, cst.Name) else None
        if target is None or not isinstance(node.target, cst.Name):
            return maker_of(node, target=self.target(node.target), value=value)
        assert isinstance(target, cst.BaseAssignTargetExpression)
        read = self.load(node.target.value) or node.target
        call = cst.Call(self.cx.names.helper(in_place(node.operator)), [cst.Arg(read), cst.Arg(value)])
        return cst.Assign([cst.AssignTarget(target)], self.settled_expression(call, node.value))

    def deletion(self, node: cst.Del) -> cst.Del:
        """`del`: what is inside its targets; names are for `small`."""
        return node if isinstance(node.target, cst.Name) else maker_of(node, target=self.deleted(node.target))

    def deleted(self, target: cst.BaseExpression) -> cst.BaseExpression:
        if isinstance(target, (cst.Tuple, cst.List)):
            elements = [maker_of(e, value=self.deleted(e.value)) for e in target.elements]
            return maker_of(target, elements=tuple(elements))
        return target if isinstance(target, cst.Name) else self.target(target)


def defines(statement: cst.BaseStatement, definition: cst.ClassDef) -> TypeGuard[cst.ClassDef]:
    """Is *statement* what has become of the *definition*?"""
    return statement.__class__ is cst.ClassDef and statement.name is definition.name


def in_place(operator: cst.BaseAugOp) -> str:
    """The helper that carries out an augmented assignment: `iadd` for `+=`."""
    return IN_PLACE[type(operator)]


def bound_by_import(node: cst.Import | cst.ImportFrom) -> list[str]:
    """The names that an import statement binds."""
    if isinstance(node.names, cst.ImportStar):
        return ["*"]
    names = []
    for alias in node.names:
        bound: cst.BaseExpression = alias.asname.name if alias.asname else alias.name
        while isinstance(bound, cst.Attribute):
            bound = bound.value
        assert isinstance(bound, cst.Name)
        names.append(bound.value)
    return names


def deleted(target: cst.BaseExpression) -> list[cst.BaseDelTargetExpression]:
    """The single targets of a `del` statement."""
    if isinstance(target, (cst.Tuple, cst.List)):
        return [single for element in target.elements for single in deleted(element.value)]
    assert isinstance(target, cst.BaseDelTargetExpression)
    return [target]


OWN_STEPS: dict[type, str] = {
    cst.Name: "variable",
    cst.FunctionDef: "function",
    cst.ClassDef: "class_",
    cst.Lambda: "lambda_",
    cst.ListComp: "comprehension",
    cst.SetComp: "comprehension",
    cst.DictComp: "comprehension",
    cst.StarredDictComp: "comprehension",
    cst.GeneratorExp: "comprehension",
    cst.NamedExpr: "named_expression",
    cst.ExceptHandler: "handler",
    cst.Match: "match",
    cst.ExceptStarHandler: "handler",
    cst.AugAssign: "augmented",
    Let: "let",
    cst.Del: "deletion",
    cst.AnnAssign: "annotated",
}
