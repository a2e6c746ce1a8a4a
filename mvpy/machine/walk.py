"""One walk over a tree, bottom-up, that rebuilds only what changed.

``libcst.CSTTransformer`` rebuilds every node that it visits, and visits every space.  This
walk skips trivia (spaces, commas, parentheses, operators) and hands back the very node it
was given when nothing below it changed.  So ``walk(tree) is tree`` means "nothing to do",
and a walk costs about 1/40 of a ``CSTTransformer`` pass.

The walk also knows four things for the rules: the line of the source at which it is, the position of the
expression at hand (see `Context.position`), which `Let` goes where (see `mvpy.machine.hoisting`), and where the
comments of a statement go that is replaced.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeVar, overload

import libcst as cst

from mvpy.machine import hoisting
from mvpy.machine.context import Context, Note
from mvpy.machine.results import refuse_misfit
from mvpy.machine.rewrite import Rule, Rules
from mvpy.machine.visitors import DEFINITIONS, FORMATTED, POSITIONAL, is_shallow, visitor_maker
from mvpy.tree.evaluation import is_expression, let_inside
from mvpy.tree.let import Let, merged
from mvpy.tree.literals import is_template
from mvpy.tree.node_kinds import kinds_of
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import OneOrMore, Statements, carrying_comments, filled, line_of, undocumented

# What it gives is of the kind that follows from the node's: see `Walk.__call__`.
Visitor = Callable[[Any], Any]
N = TypeVar("N", bound=cst.CSTNode)
P = TypeVar("P", bound=cst.BaseSuite | cst.Annotation)

# Annotations that are texts already, by id; nothing else in an annotation is looked at where they are postponed.
ANNOTATION_TEXTS: Note[dict[int, cst.CSTNode]] = Note(dict)


class Walk:
    """``walk(tree)``: *tree* with every rule applied to every node, children first."""

    def __init__(
        self, rules: Rules, cx: Context, sees: Collection[str] = (), *, looked_for: Collection[type] = ()
    ) -> None:
        """*sees* is what it is shown, see `mvpy.machine.contract.SIGHTS`.

        If there are kinds that are *looked_for*, statements that hold no node of one of them are not entered.
        """
        self.rules, self.cx, self.sees = rules, cx, frozenset(sees)
        self.looked_for = kinds_of(looked_for) if looked_for else 0
        # Rules for statements need no expressions: that was a quarter of all visits to nodes.
        self.shallow = bool(looked_for) and is_shallow(rules)
        self.at_work_in: Callable[[cst.CSTNode], bool] | None = None  # statements of others are not entered
        self.visitors: dict[type, Visitor] = {}
        self.letting = False
        self.enters_all = "unevaluated" in self.sees
        self.chained = False  # is the `if` to be visited an `elif`?
        self.fired = 0
        self.settler: Walk | None = None
        self.unfolder: Walk | None = None
        self.hosted = cx.names.hosted
        cx.walks.append(self)
        cx.expand_early = self.expand_early
        cx.settled = self.settled

    def has_work_in(self, tree: cst.Module) -> bool:
        """May there be something for the rules in *tree*?  In short ones most walks need not begin."""
        return cst.Module in self.rules or bool(self.places_of_work(tree.body))

    def places_of_work(self, body: Sequence[cst.CSTNode]) -> Sequence[int]:
        """The places in the *body* of a module of the statements in which there may be something for the rules."""
        looked_for, known, kinds_in = self.looked_for, self.cx.node_kinds.known.get, self.cx.node_kinds.of
        if not looked_for:
            return range(len(body))
        return [i for i, node in enumerate(body) if (known(id(node)) or kinds_in(node)) & looked_for]

    @overload
    def __call__(self, node: cst.BaseExpression) -> cst.BaseExpression: ...
    @overload
    def __call__(self, node: cst.BaseStatement) -> OneOrMore: ...
    @overload
    def __call__(self, node: P) -> P: ...
    @overload
    def __call__(self, node: cst.CSTNode) -> cst.CSTNode | Statements: ...

    def __call__(self, node: Any) -> Any:
        visitor = self.visitors.get(node.__class__) or self.learn(node.__class__)
        return visitor(node)

    def module(self, tree: cst.Module) -> cst.Module:
        """*tree*, walked; the statements of its body are numbered as sections for fresh names."""
        cx, body = self.cx, tree.body
        cx.walk = self  # for rules that open a construct into others of their own kind
        out: list[cst.BaseStatement] = []
        done, changed = 0, False  # so many of *body* are in *out*
        for at in self.places_of_work(body):
            statement = body[at]
            if self.at_work_in is not None and not self.at_work_in(statement):
                continue  # it will be passed over
            self.pass_over(body[done:at])
            cx.place.section, cx.place.toplevel = cx.lines.section_of(statement, cx.place.section), statement
            new: Any = self(statement)
            changed |= new is not statement
            if new.__class__ is tuple:
                cx.split(new, statement)
            out += body[done:at]
            out += new if new.__class__ is tuple else (new,)
            done = at + 1
        self.pass_over(body[done:])
        out += body[done:]
        old = tree
        if changed:
            tree = tree.with_changes(body=tuple(out))
        cx.place.section = 0
        first = cx.lines.of(old.body[0], 1) if old.body else 1
        for rule in self.rules.get(cst.Module, ()):
            cx.place.line = first
            new = rule(tree, cx)
            cx.place.line = first
            if new is not None:
                refuse_misfit(rule, tree, new, cx)
                self.fired += 1
                cx.fired()
                tree = new
        return tree if tree is old else undocumented(tree, old)

    def pass_over(self, passed: Sequence[cst.CSTNode]) -> None:
        """Be behind the statements of the module that are *passed* over: at the line, and in the section, of the last."""
        place = self.cx.place
        if passed:
            sections = (self.cx.lines.section_of(statement, None) for statement in reversed(passed))
            place.toplevel = passed[-1]
            place.section = next((section for section in sections if section is not None), place.section)
            self.arrive_behind(passed)

    def sequence(self, nodes: Sequence[N]) -> Sequence[N]:
        """*nodes*, walked: some of them may have become several."""
        visitors = self.visitors
        out: list[N] | None = None
        for i, node in enumerate(nodes):
            visitor = visitors.get(node.__class__) or self.learn(node.__class__)
            new = visitor(node)
            if new is not node and out is None:
                out = list(nodes[:i])
            if out is not None:
                out += new if new.__class__ is tuple else (new,)
        return nodes if out is None else tuple(out)

    def suite_body(self, nodes: Sequence[N]) -> Sequence[N]:
        """The statements *nodes* of a suite, walked.

        Those in which there is nothing for the rules, as is known of most, are passed over: half of the time of a walk
        went into calls of their visitors.
        """
        looked_for = self.looked_for
        if not looked_for:
            return self.sequence(nodes)
        kinds = self.cx.node_kinds.known.get
        out: list[N] = []
        done, changed = 0, False  # so many of *nodes* are in *out*
        # Of a statement that is new, so that its kinds are not known, all bits are set.
        for at in [i for i, node in enumerate(nodes) if kinds(id(node), -1) & looked_for]:
            node = nodes[at]
            if self.at_work_in is not None and not self.at_work_in(node):
                continue
            self.arrive_behind(nodes[done:at])
            new: Any = (self.visitors.get(node.__class__) or self.learn(node.__class__))(node)
            changed |= new is not node
            out += nodes[done:at]
            out += new if new.__class__ is tuple else (new,)
            done = at + 1
        return (*out, *nodes[done:]) if changed else nodes

    def arrive_behind(self, passed: Sequence[cst.CSTNode]) -> None:
        """Be at the line of the last of the statements that are *passed* over and have one."""
        known = self.cx.lines.known
        for node in reversed(passed):
            if (entry := known.get(id(node))) is not None:
                self.cx.place.line = entry[1]
                return

    def learn(self, cls: type) -> Visitor:
        """The visitor for nodes of type *cls*, remembered."""
        if (
            cls is cst.Annotation
            and self.cx.program.imports_future("annotations")
            and "texts" not in self.sees
        ):
            visitor, texts = self.plain_visitor(cls), ANNOTATION_TEXTS.of(self.cx)
            self.visitors[cls] = lambda node: visitor(node) if id(node.annotation) in texts else node
            return self.visitors[cls]
        if (
            not self.cx.is_core
            and "layout" not in self.sees
            and cls in (cst.SimpleStatementSuite, cst.SimpleStatementLine)
        ):
            # Both at once: `plain_visitor` remembers the visitor that it makes, unless there is one.
            self.visitors |= {cst.SimpleStatementSuite: self.suite, cst.SimpleStatementLine: self.shared_line}
            self.line_visitor = self.plain_visitor(cst.SimpleStatementLine)
            return self.visitors[cls]
        if cls is cst.Annotation and self.cx.annotations_stay and "layout" not in self.sees:
            visitor = self.visitors[cls] = lambda node: node
            return visitor
        return self.plain_visitor(cls)

    def suite(self, node: cst.SimpleStatementSuite) -> cst.BaseSuite:
        """A suite on the line of its clause: it gets lines of its own if something in it changes."""
        lines = [line_of(small) for small in node.body]
        new = self.sequence(lines)
        if new is lines:
            return node
        return cst.IndentedBlock(filled(tuple(new)), header=node.trailing_whitespace)

    def shared_line(self, node: cst.SimpleStatementLine) -> Any:
        """A line of several statements: each gets its own if one of them changes."""
        if len(node.body) == 1:
            return self.line_visitor(node)
        lines = [line_of(small) for small in node.body]
        for line in lines:
            self.cx.lines.placed(node, line)
        new = self.sequence(lines)
        return node if new is lines else self.placed(node, tuple(new), self.cx.place.line)

    def plain_visitor(self, cls: type) -> Visitor:
        rules, cx = self.rules.get(cls), self.cx
        # A walk of a kind of its own may have to do with names without a rule.
        names_pass = cst.Name not in self.rules and self.__class__ is Walk
        make_visitor = visitor_maker(cls, bool(rules), bool(self.looked_for), self.shallow, names_pass)
        visitor = make_visitor(
            self, cx.place, rules, self.visitors.get, self.learn, self.sequence, self.target, cx.lines.known,
            self.looked_for, cx.node_kinds.known.get, cx.node_kinds.of,
        )  # fmt: skip
        self.visitors.setdefault(cls, visitor)
        return visitor

    def asked(self, args: Sequence[cst.Arg]) -> Sequence[cst.Arg]:
        """The arguments of a call that asks for the truth of its one argument, which is a condition."""
        (arg,) = args
        self.cx.place.position = "condition" if arg.value.__class__ in POSITIONAL else "value"
        value = self(arg.value)
        self.cx.place.position = "value"
        return args if value is arg.value else (maker_of(arg, value=value),)

    def constraints(self, node: cst.Tuple) -> cst.Tuple:
        """The display of constraints *node*, which stays one, or it would be a bound."""
        elements = self.sequence(node.elements)
        return node if elements is node.elements else maker_of(node, elements=elements)

    def target(self, node: cst.BaseExpression) -> cst.BaseExpression:
        """The target *node*, with what is evaluated inside it walked."""
        if node.__class__ is cst.Name:
            return node
        match node:
            case cst.Attribute():
                self.cx.place.position = "object"
                value = self(node.value)
                self.cx.place.position = "value"
                return node if value is node.value else maker_of(node, value=value)
            case cst.Subscript():
                value, index = self(node.value), self.sequence(node.slice)
                same = value is node.value and index is node.slice
                new = node if same else maker_of(node, value=value, slice=index)
                return (
                    self.apply(new, self.rules.get(cst.Subscript), "value") if "targets" in self.sees else new
                )
            case cst.Tuple() | cst.List():
                elements, changed = [], False
                for element in node.elements:
                    value = self.target(element.value)
                    changed |= value is not element.value
                    elements.append(element if value is element.value else maker_of(element, value=value))
                return maker_of(node, elements=tuple(elements)) if changed else node
        return node

    # Applying rules ---------------------------------------------------------------------

    def expression(
        self, node: cst.BaseExpression, rules: Iterable[Rule] | None, position: str, old: Any = None
    ) -> Any:
        """What becomes of the expression *node*, whose children are done; it was *old*."""
        cx = self.cx
        if (
            node is not old
            and node.__class__ in FORMATTED
            and position != "part"
            and not self.keeps_fields(node, old)
        ):
            cx.place.position = "value"
            return self(cx.opened_string(old))
        cx.place.origin = old
        if self.letting:
            if position.startswith(("part", "chain")):
                return self.apply(node, rules, position)  # the construct around takes this node apart
            if let_inside(node):
                return self.around_let(node, rules, position)
        return self.apply(node, rules, position)

    def around_let(self, node: cst.BaseExpression, rules: Iterable[Rule] | None, position: str) -> Any:
        """What becomes of the expression *node*, right inside of which is a Let."""
        lifted, node = hoisting.pure_lifted(node)
        if hoisting.branches_with_let(node):
            new = self.branch(node, rules, position)
            return merged(lifted, new) if lifted else new
        if lifted:
            return merged(lifted, self.apply(node, rules, position))
        if is_expression(node.__class__):
            settled = hoisting.settle_expression(node, self.cx)
            if settled.__class__ is Let:
                value = self.apply(settled.value, rules, position)
                return merged(settled, value)
        return self.apply(node, rules, position)

    def keeps_fields(self, node: cst.BaseExpression, old: cst.BaseExpression) -> bool:
        """Can the formatted string *old* stay one with the fields of *node*?

        A field cannot take just any expression (it may have no quotes like those around it), and one with `=`
        shows its text, as every field of a template does.  A part of a concatenation waits for the rest of it.
        """
        if "templates" in self.sees:
            return is_template(old) or not any(field.equal for field in formatted_fields(old))
        if is_template(old):
            return False
        if self.cx.is_core or "fields" in self.sees:
            return True
        return fields_are_names(formatted_fields(node), formatted_fields(old))

    def apply(self, node: cst.CSTNode, rules: Iterable[Rule] | None, position: str) -> Any:
        """What the first of *rules* that does not leave *node* alone makes of it."""
        for rule in rules or ():
            self.cx.place.position = position
            new = rule(node, self.cx)
            if new is not None:
                refuse_misfit(rule, node, new, self.cx)
                self.fired += 1
                self.cx.fired()
                if new.__class__ is Let:
                    self.letting = True
                same_kind = new.__class__ is node.__class__  # then the parentheses are the rule's affair
                return new if same_kind or not getattr(node, "lpar", ()) else in_parentheses(new, node)
        return node

    def branch(self, node: cst.BaseExpression, rules: Iterable[Rule] | None, position: str) -> Any:
        """A construct with a Let in a branch: its rule opens it, this pass's own or the one of its rewrite."""
        new = self.apply(node, rules, position)
        if new is node:
            self.cx.place.position = position
            new = self.expand_early(node)
        return self.settled(new)

    def expand_early(self, node: Any) -> Any:
        """What the rewrite that removes *node* makes of it, though it is not its turn."""
        rewrite = self.cx.passes.order.remover_of(node)
        for rule in rewrite.rules[type(node)]:
            new = rule(node, self.cx)
            if new is not None:
                self.letting = True
                return self.cx.walk.reworked(self.settled(new))
        raise AssertionError(f"{rewrite.name} does not open a {type(node).__name__}")

    def reworked(self, new: Any) -> Any:
        """*new*, which another rewrite has made out of turn, after the rules of this walk."""
        self.letting = True
        if new.__class__ is tuple:
            return self.sequence(new)
        if new.__class__ is Let:
            return dataclasses.replace(new, statements=self.sequence(tuple(new.statements)))
        return self(new)

    def settled(self, new: Any) -> Any:
        """*new*, fresh from a rule, with the Lets inside its statements in their places."""
        if self.settler is None:
            self.settler = Walk({}, self.cx, ("fields",))
            self.settler.letting, self.settler.settler = True, self.settler
        if new.__class__ is tuple:
            return self.settler.sequence(new)
        if new.__class__ is Let:
            statements = self.settler.sequence(tuple(new.statements))
            return merged(dataclasses.replace(new, statements=statements), self.settler(new.value), new.truth)
        return self.settler(new)

    def statement(self, node: Any, old: Any, rules: Iterable[Rule] | None) -> Any:
        """What becomes of the compound statement *node*, whose children are done; it was *old*."""
        cx = self.cx
        if waiting := cx.place.after_children.pop(id(old), None):
            node = waiting[1](node, old, cx)
        if node is not old:
            node = undocumented(node, old) if node.__class__ in DEFINITIONS else node
            self.moved(old, node)
        line = cx.lines.of(old, cx.place.line)
        seen = self.unfolded(node) if rules else node
        cx.place.line = line
        cx.place.origin = old
        for rule in rules or ():
            new = rule(seen, cx)
            cx.place.line = line  # it may have walked through the suites
            if new is not None:
                refuse_misfit(rule, seen, new, cx)
                self.fired += 1
                cx.fired()
                if self.letting:
                    new = self.settled(new)
                return self.placed(node, new, line)
        if self.letting and (settle := hoisting.SETTLE.get(type(node))):
            new = settle(node, cx)
            if new is not node:
                return self.placed(node, new if new.__class__ is tuple else (new,), line)
        return node

    def unfolded(self, node: N) -> N:
        """*node* with lines of their own for the suites inside, where other rewrites have not seen to it."""
        if self.cx.is_core or "layout" in self.sees:
            return node
        if self.unfolder is None:
            self.unfolder = Walk(self.cx.passes.unfolding(), self.cx, ("layout",))
        fired = len(self.cx.sites)
        new = self.unfolder.bare(node)
        del self.cx.sites[fired:]
        self.cx.expand_early = self.expand_early
        return new

    def bare(self, node: N) -> N:
        """*node*, walked inside; no rule is applied to itself."""
        changes = {}
        for name in ("body", "orelse", "handlers", "cases", "finalbody"):
            part: Any = getattr(node, name, None)
            new: Any
            if isinstance(part, cst.CSTNode):
                new = self(part)
            elif part:
                new = self.sequence(part)
            else:
                continue
            if new is not part:
                changes[name] = new
        return maker_of(node, **changes) if changes else node

    def line(self, node: cst.SimpleStatementLine, old: cst.SimpleStatementLine) -> OneOrMore:
        """What becomes of a simple statement on its line."""
        cx = self.cx
        cx.place.origin = old
        if node is not old:
            self.moved(old, node)
        rules = self.rules
        for rule in rules.get(cst.SimpleStatementLine, ()):
            new = rule(node, cx)
            if new is not None:
                refuse_misfit(rule, node, new, cx)
                self.fired += 1
                cx.fired()
                return self.placed(node, new, cx.place.line)
        if len(node.body) != 1:
            return node
        (small,) = node.body
        for rule in rules.get(small.__class__, ()):
            new = rule(small, cx)
            if new is not None:
                refuse_misfit(rule, small, new, cx)
                self.fired += 1
                cx.fired()
                if self.letting or any_let(new):
                    self.letting = True
                    new = self.settled(new)
                return self.placed(node, new, cx.place.line)
        if self.letting and let_inside(small):
            if hoisting.branches_with_let(small):
                return self.placed(node, self.expand_early(small), cx.place.line)
            new = hoisting.settle_line(node, cx)
            if new.__class__ is tuple:
                return self.placed(node, new, cx.place.line)
        return node

    # Keeping ----------------------------------------------------------------------------

    def moved(self, old: cst.CSTNode, new: cst.CSTNode) -> None:
        """*new* stands where *old* stood."""
        self.cx.moved(old, new)

    def placed(self, old: cst.BaseStatement, new: Statements, line: int) -> Statements:
        """The statements *new* in the place of *old*: they get its comments and its line."""
        new = carrying_comments(old, new)
        self.cx.lines.locate(new, line)
        return new


def any_let(statements: Statements) -> bool:
    """Does one of these statements hold a Let?"""
    return any(let_inside(s.body[0] if isinstance(s, cst.SimpleStatementLine) else s) for s in statements)


def in_parentheses(new: Any, old: Any) -> Any:
    """*new* in the parentheses of *old*: without them, `not(a and b)` would become `not_test`."""
    if new.__class__ is Let:
        return dataclasses.replace(new, value=in_parentheses(new.value, old))
    if getattr(new, "lpar", None) or not isinstance(new, cst.BaseExpression):
        return new
    return maker_of(new, lpar=old.lpar, rpar=old.rpar)


def formatted_fields(node: cst.BaseExpression) -> list[cst.FormattedStringExpression]:
    """The fields of a formatted string or of a concatenation, with those in their format specifications."""
    if isinstance(node, cst.ConcatenatedString):
        return [*formatted_fields(node.left), *formatted_fields(node.right)]
    found = [part for part in getattr(node, "parts", ()) if isinstance(part, cst.FormattedStringExpression)]
    for field in found:
        found += (part for part in field.format_spec or () if isinstance(part, cst.FormattedStringExpression))
    return found


def fields_are_names(
    new: Sequence[cst.FormattedStringExpression], old: Sequence[cst.FormattedStringExpression]
) -> bool:
    """Are the fields of *new* that differ from *old* names, and none that show their text?"""
    for field, before in zip(new, old):
        if field.expression is not before.expression:
            if field.equal is not None or not isinstance(field.expression, cst.Name):
                return False
    return True
