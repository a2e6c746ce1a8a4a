"""Quasi-quotation: write the output as Python, and splice the user's code into it.

    SWAP = quote("tmp = $a\n$b = tmp")
    SWAP(cx, a=node, b=other)              # -> a tuple of statements

A template is ordinary Python with three kinds of names.

    $hole    the user's code.  A hole is used once, so nothing can be evaluated twice by
             accident; a hole that is used more than once only takes a Name.
    local    a name that the template binds.  Each expansion renames it afresh; but not `__class__` and its like.
             A local holds a value, which is let go when it has been used, unless its first assignment says what
             else it is: `again: flag = 1` holds 0 or 1, and so does `then: guard = $test`, which lets the suite of
             `while then:` run once.  What `except … as` binds, it unbinds itself.
    other    a builtin or a helper of the prelude; anything else is a typo.  It raises TemplateError when the
             rewrite is imported, and so does whatever else cannot be read.

A hole that is a statement of its own takes statements: a tuple of them, a block with its comments, an
`else` clause, or None for nothing.  `let` makes an expression out of an expansion that ends in one.

The first expansion compiles the template to a function of straight-line node construction.
See Note [Sharing] for what that function may reuse.
"""

# Note [Sharing]
# ~~~~~~~~~~~~~~
# LibCST trees are immutable, so the parts of a template that hold no hole and no local can
# be the same objects in every expansion.  That, and filling slots without re-validating
# them, makes an expansion about five times cheaper than calling node constructors.
# The price: one node can sit at several places in the tree, so no pass may key a dict by
# node identity across an expansion.  Statements are the exception: they are made anew each
# time, because the table of lines (`Context.lines`) is keyed by them.

from __future__ import annotations

import builtins
import dataclasses
import re
import symtable
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import libcst as cst

from mvpy.errors import TemplateError
from mvpy.helpers.hosted_names import HELPERS
from mvpy.machine.kinds import EXACT, FACT, KINDS, text_for
from mvpy.tree.generated import compiled, function
from mvpy.tree.let import Let
from mvpy.tree.nodes import maker, parenthesized
from mvpy.tree.suite import Clause, Statements, suite_of

if TYPE_CHECKING:  # it knows this file
    from mvpy.machine.context import Context

NATURE = re.compile(r"^([ ]*)(\w+): (flag|guard)(?= = )", re.MULTILINE)
OTHER_NATURE = re.compile(r"^[ ]*(\w+: (?!(?:flag|guard)\b)\w+) = ", re.MULTILINE)
HOLE = re.compile(r"\$([a-z_]+)")
OTHER_HOLE = re.compile(r"\$(?![a-z_]+(?!\w))\w*")
OTHER_FACT = re.compile(r"  # (\w+) \d+$", re.MULTILINE)
MARK = re.compile(r"__hole_([a-z_]+)__")

BUILTINS = frozenset(dir(builtins)) - {"True", "False", "None"}

Hole = Clause  # what a hole takes: an expression, or what stands for statements


def quote(text: str) -> Template:
    """The template that *text* describes, checked now and compiled when first used."""
    caller = sys._getframe(1)
    return Template(
        text, f"{file_of(caller.f_globals['__name__'], caller.f_code.co_filename)}:{caller.f_lineno}"
    )


def file_of(module: str, path: str | None) -> str:
    """The file of the *module* at *path*, as errors name it: `rewrites/with_statement.py`."""
    name = module.removeprefix("mvpy.").replace(".", "/")
    return f"{name}/__init__.py" if (path or "").endswith("__init__.py") else f"{name}.py"


def place_of(function: Callable[..., object]) -> str:
    """File and line at which *function*, or the one that it wraps, is written."""
    code = getattr(getattr(function, "__wrapped__", function), "__code__", None)
    file = file_of(function.__module__, code.co_filename if code else None)
    return f"{file}:{code.co_firstlineno}" if code else file


class Template:
    """A function from holes to statements.  ``template(cx, **holes) -> tuple``"""

    def __init__(self, text: str, where: str = "template") -> None:
        self.where = where
        self.text = dedent(text).strip() + "\n"
        self.kinds = frozenset(kind for kind, _ in FACT.findall(self.text))
        plain = text_for(self.text, EXACT)
        self.natures = {name: nature for _, name, nature in NATURE.findall(plain)}
        self.natures |= dict.fromkeys(re.findall(r"except .* as (\w+):", plain), "caught")
        self.source = HOLE.sub(r"__hole_\1__", NATURE.sub(r"\1\2", plain))
        self.holes = Counter(HOLE.findall(plain))
        self.refuse_unreadable()
        self.local, self.free = self.names()
        if unknown := self.free - BUILTINS - HELPERS.keys():
            names = ", ".join(sorted(unknown))
            raise self.refusal(
                f"{names} in a template is neither bound there, nor a hole, nor a builtin, nor a helper"
            )
        # By the kinds that are on, of those that it tells apart.
        self.forms: dict[frozenset[str], Template] = {}

    def refusal(self, words: str) -> TemplateError:
        """What says *words* of the template, to be raised."""
        return TemplateError(f"{self.where}: {words}")

    def refuse_unreadable(self) -> None:
        """A TemplateError if a hole, what is said of a local or of a line, or the whole is not what can be read."""
        if wrong := OTHER_HOLE.search(self.text):
            raise self.refusal(f"{wrong[0]} in a template is no hole: its name has small letters and _")
        if wrong := OTHER_NATURE.search(self.text):
            raise self.refusal(
                f"`{wrong[1]}` in a template: what is said of a local is that it is a flag, or a guard"
            )
        for kind in OTHER_FACT.findall(self.text):
            if kind not in KINDS:
                raise self.refusal(f"a line of a template is for {kind!r}, where there is {', '.join(KINDS)}")

    def names(self) -> tuple[set[str], set[str]]:
        """`names_in` the template, or a TemplateError if it is not Python."""
        try:
            return names_in(self.source)
        except SyntaxError as error:
            line = self.source.splitlines()[(error.lineno or 1) - 1].strip()
            words = f"a template is not Python: {error.msg}, in `" + MARK.sub(r"$\1", line) + "`"
            raise self.refusal(words) from error

    def form(self, kinds: frozenset[str]) -> Template:
        """The template with the lines that *kinds* need."""
        if self.kinds <= kinds:
            return self
        kinds &= self.kinds
        if kinds not in self.forms:
            self.forms[kinds] = Template(text_for(self.text, kinds), self.where)
        return self.forms[kinds]

    def __call__(self, cx: Context, **holes: Hole) -> Statements:
        self.check(holes)
        if not self.kinds:  # as most have none, and there are many expansions
            return self.filled(cx.names.fresh, cx.names.hosted.name, holes)
        return self.built(cx, cx.names.fresh, holes)

    def built(self, cx: Context, fresh: Callable[..., str], holes: Mapping[str, Hole]) -> Statements:
        """The expansion for the kinds of the program of *cx*."""
        form = self.form(cx.program.kinds)
        if form is not self:
            holes = {name: value for name, value in holes.items() if name in form.holes}
        return form.filled(fresh, cx.names.hosted.name, holes)

    def filled(
        self, fresh: Callable[..., str], hosted: Callable[[str], str], holes: Mapping[str, Hole]
    ) -> Statements:
        """The expansion, or a TemplateError if a hole is filled with what it does not take."""
        try:
            if None in holes.values():
                self.refuse_nothing(holes)
            return self.build(fresh, hosted, **holes)
        except (AttributeError, TypeError):
            self.refuse_nothing(holes)
            raise

    def refuse_nothing(self, holes: Mapping[str, object]) -> None:
        """A TemplateError if one of the *holes* is filled with nothing of a program; for statements None is nothing to do."""
        for name, value in holes.items():
            of_statements = re.search(rf"^ *__hole_{name}__$", self.source, re.MULTILINE)
            if not isinstance(value, (cst.CSTNode, tuple, list)) and not (value is None and of_statements):
                raise self.refusal(f"the rule fills ${name} with {value!r}, which is nothing of a program")

    def check(self, holes: Mapping[str, object]) -> None:
        """A TemplateError if these are not the holes of the template."""
        if holes.keys() != self.holes.keys():
            raise self.refusal(f"the template has {listed(self.holes)}, and the rule fills {listed(holes)}")

    def let(self, cx: Context, keep: Sequence[str] = (), **holes: Hole) -> Let:
        """The expansion as an expression: the last statement is its value; its locals are deleted afterwards."""
        self.check(holes)
        names: list[str] = []

        def fresh(hint: str, nature: str | None = None) -> str:
            name = cx.names.fresh(hint, nature)
            if nature is None and hint not in keep:
                names.append(name)
            return name

        *statements, last = self.built(cx, fresh, holes)
        return Let(tuple(statements), self.value_of(last), tuple(names))

    def expression(self, cx: Context, **holes: Hole) -> cst.BaseExpression:
        """The expansion of a template that is one expression."""
        first, *more = self(cx, **holes)
        if more:
            raise self.refusal("as an expression a template has one line; with more of them it is a `let`")
        return self.value_of(first)

    def value_of(self, statement: cst.BaseStatement) -> cst.BaseExpression:
        """The expression that *statement*, the last one of the template, is."""
        match statement:
            case cst.SimpleStatementLine(body=[cst.Expr(value=value)]):
                return value
        raise self.refusal("the last line of the template is its value, and it is no expression")

    @cached_property
    def build(self) -> Callable[..., tuple[cst.BaseStatement, ...]]:
        return Compiler(self).compile()


def listed(holes: Iterable[str]) -> str:
    """The *holes* as a template has them."""
    return ", ".join(f"${name}" for name in sorted(holes)) or "no holes"


def names_in(source: str) -> tuple[set[str], set[str]]:
    """The names that *source* binds, and those that it only reads; holes are neither."""
    bound: set[str] = set()
    read: set[str] = set()
    tables = [symtable.symtable(source.replace("await ", "").replace("async ", ""), "<template>", "exec")]
    for table in tables:
        tables += table.get_children()
        for symbol in table.get_symbols():
            if not MARK.fullmatch(symbol.get_name()) and not symbol.get_name().startswith("__"):
                binds = symbol.is_assigned() or symbol.is_parameter()
                (bound if binds else read).add(symbol.get_name())
    return bound, read - bound


# What a hole takes ----------------------------------------------------------------------

ATOMS = (
    cst.Name, cst.Attribute, cst.Call, cst.Subscript, cst.Integer, cst.Float, cst.SimpleString,
    cst.FormattedString, cst.Ellipsis, cst.List, cst.Set, cst.Dict, cst.ListComp, cst.SetComp, cst.DictComp,
    cst.StarredDictComp, Let,
)  # fmt: skip
LOOSE = (cst.Tuple, cst.Yield, cst.NamedExpr, cst.GeneratorExp)

# Where a hole is a whole expression, so that only the loosest ones need parentheses.
WHOLE = {
    (cst.Assign, "value"), (cst.AssignTarget, "target"), (cst.Arg, "value"), (cst.Expr, "value"),
    (cst.If, "test"), (cst.While, "test"), (cst.Return, "value"), (cst.Index, "value"), (cst.For, "iter"),
    (cst.For, "target"), (cst.Raise, "exc"), (cst.ExceptHandler, "type"), (cst.Del, "target"),
}  # fmt: skip


def operand(node: cst.BaseExpression) -> cst.BaseExpression:
    """*node*, parenthesized unless it is an atom."""
    return node if isinstance(node, ATOMS) or node.lpar else parenthesized(node)


def whole(node: cst.BaseExpression) -> cst.BaseExpression:
    """*node*, parenthesized if it can't stand alone."""
    return parenthesized(node) if isinstance(node, LOOSE) and not node.lpar else node


def only_a_name(template: Template, hole: str, node: cst.BaseExpression) -> cst.Name | cst.SimpleString:
    """*node*, which is spliced more than once and so must be free of effects."""
    if isinstance(node, (cst.Name, cst.SimpleString)):
        return node
    raise template.refusal(f"${hole} is used more than once, so it takes a Name, not a {type(node).__name__}")


# Compiling ------------------------------------------------------------------------------


class Compiler:
    """Writes ``build(fresh, hosted, *, holes)`` for one template."""

    def __init__(self, template: Template) -> None:
        self.template = template
        self.constants: dict[str, Any] = {
            "_operand": operand, "_whole": whole, "_name": maker(cst.Name), "_suite_of": suite_of,
            "_only_a_name": partial(only_a_name, template),
        }  # fmt: skip

    def compile(self) -> Callable[..., tuple[cst.BaseStatement, ...]]:
        template = self.template
        body = self.sequence(cst.parse_module(template.source).body) or "()"
        lines = [
            f"def build({', '.join(['_fresh', '_hosted', *template.holes])}):",
            *(
                f"    local_{n} = _name(_fresh({n!r}, {template.natures.get(n)!r}), (), ())"
                for n in sorted(template.local)
            ),
            *(f"    local_{n} = _name(_hosted({n!r}), (), ())" for n in sorted(template.free)),
            f"    return {body}",
        ]
        return function(compiled("\n".join(lines), f"template {id(template):x}"), "build", self.constants)

    def node(self, node: cst.CSTNode, where: tuple[type, str] | None = None) -> str | None:
        """The expression that builds *node*, or None if *node* itself will do."""
        if isinstance(node, cst.Name):
            if hole := MARK.fullmatch(node.value):
                if self.template.holes[hole[1]] > 1:
                    return f"_only_a_name({hole[1]!r}, {hole[1]})"
                return f"{'_whole' if where in WHOLE else '_operand'}({hole[1]})"
            named = self.template.local | self.template.free
            if node.value in named and where not in {(cst.Attribute, "attr"), (cst.Arg, "keyword")}:
                return f"local_{node.value}"
        parts = {}
        for field in dataclasses.fields(node):
            value = getattr(node, field.name)
            if isinstance(value, cst.CSTNode):
                parts[field.name] = self.node(value, (type(node), field.name))
            elif isinstance(value, Sequence) and not isinstance(value, str):
                parts[field.name] = self.sequence(value)
            else:
                parts[field.name] = None
        if not any(parts.values()) and not isinstance(node, cst.BaseStatement):
            return None
        args = (part or self.constant(getattr(node, name)) for name, part in parts.items())
        return f"{self.constant(maker(type(node)))}({', '.join(args)})"

    def sequence(self, nodes: Sequence[cst.CSTNode]) -> str | None:
        parts = [self.statement_hole(node) or self.node(node) for node in nodes]
        if not any(parts):
            return None
        return "(" + "".join(f"{part or self.constant(node)}, " for part, node in zip(parts, nodes)) + ")"

    def statement_hole(self, node: cst.CSTNode) -> str | None:
        """The expression for the statements that stand for *node*, if that is a hole of its own."""
        match node:
            case cst.SimpleStatementLine(body=[cst.Expr(value=cst.Name(value=value))]):
                return (hole := MARK.fullmatch(value)) and f"*_suite_of({hole[1]})"
        return None

    def constant(self, value: object) -> str:
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name
