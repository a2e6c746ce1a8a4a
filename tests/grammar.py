"""Every alternative of Python's grammar that a program can contain, and what becomes of it.

    rule("while_stmt",
        alt('"while" named_expression ":" block', m.While(orelse=None)),
        alt('"while" named_expression ":" block else_block', m.While(orelse=GIVEN), "loop_else"))

Rules are named as in the grammar of CPython,
    alternatives are written as in the Language Reference.  Left out are:
rules for error messages, for the interactive interpreter and for type comments; and alternatives that are
nothing but another rule.  Optional parts that mean something, and what later versions of Python took into an old
alternative, have lines of their own.  Where several rewrites are named,
    it depends on the place which one takes the
alternative, or one leaves the rest of it to the next.

https://docs.python.org/3/reference/grammar.html
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import libcst as cst
from libcst import matchers as m


@dataclass(frozen=True)
class Alternative:
    """One alternative: its words, its shape in a tree, the rewrites that take it.  Without these it stays."""

    rule: str
    words: str
    shape: m.BaseMatcherNode
    rewrites: tuple[str, ...]
    since: tuple[int, int]

    @property
    def name(self) -> str:
        return f"{self.rule}: {self.words}"

    def is_in(self, nodes: dict[str, list[cst.CSTNode]]) -> bool:
        """Whether one of *nodes*, which are those of a program by the names of their types, has the shape."""
        return any(m.matches(node, self.shape) for kind in kinds(self.shape) for node in nodes.get(kind, ()))


def kinds(shape: m.BaseMatcherNode) -> Iterator[str]:
    """The names of the types that a node of *shape* can have."""
    if isinstance(shape, m.OneOf):
        yield from {kind for one in shape.options for kind in kinds(one)}
    elif isinstance(shape, m.AllOf):
        yield from kinds(shape.options[0])
    else:
        yield type(shape).__name__


def rule(name: str, *alternatives: Alternative) -> tuple[Alternative, ...]:
    """The *alternatives* of the rule *name*."""
    return tuple(Alternative(name, one.words, one.shape, one.rewrites, one.since) for one in alternatives)


def alt(words: str, shape: m.BaseMatcherNode, *rewrites: str, since: int = 8) -> Alternative:
    """An alternative that Python 3.*since* and later have; what says nothing is older."""
    return Alternative("", words, shape, rewrites, (3, since))


# --- parts of shapes ------------------------------------------------------------------------------

REST = m.ZeroOrMore()
SOME = [m.AtLeastN(n=1)]
SEVERAL = [m.AtLeastN(n=2)]
GIVEN = m.MatchIfTrue(lambda part: isinstance(part, cst.CSTNode))
MISSING = m.MatchIfTrue(lambda part: not isinstance(part, cst.CSTNode))
COMMA_LAST = [REST, m.MatchIfTrue(lambda item: isinstance(item.comma, cst.Comma))]
either = m.OneOf


def has(*parts) -> list:
    """A sequence in which *parts* stand somewhere, one behind the other."""
    return [REST, *parts, REST]


def only(*parts) -> list:
    """A sequence of nothing but what is one of *parts*, and at least one."""
    return [m.AtLeastN(m.OneOf(*parts) if len(parts) > 1 else parts[0], n=1)]


def text(pattern: str) -> m.MatchIfTrue:
    """A text that the regular expression *pattern* describes from end to end."""
    found = re.compile(pattern, re.DOTALL).fullmatch
    return m.MatchIfTrue(lambda value: isinstance(value, str) and found(value) is not None)


def such(test: Callable[[cst.CSTNode], bool]) -> m.MatchIfTrue:
    """A part that passes *test*."""
    return m.MatchIfTrue(test)


def bare(kind: type, **parts) -> m.BaseMatcherNode:
    """A node of *kind* without parentheses."""
    return kind(lpar=[], **parts)


def wrapped(kind: type, **parts) -> m.BaseMatcherNode:
    """A node of *kind* in parentheses."""
    return kind(lpar=SOME, **parts)


STARRED = has(m.StarredElement())


# The alternatives stand one to a line, as in a grammar.
# fmt: off

# --- statements -----------------------------------------------------------------------------------

LINES = (
    rule("file",
        alt("[statements] ENDMARKER", m.Module())),
    rule("simple_stmts",
        alt("simple_stmt NEWLINE", m.SimpleStatementLine(body=[m.DoNotCare()])),
        alt('simple_stmt (";" simple_stmt)+ NEWLINE', m.SimpleStatementLine(body=SEVERAL), "semicolon"),
        alt('simple_stmt (";" simple_stmt)* ";" NEWLINE',
            m.SimpleStatementLine(body=[REST, such(lambda one: isinstance(one.semicolon, cst.Semicolon))]),
            "semicolon")),
    rule("block",
        alt("NEWLINE INDENT statements DEDENT", m.IndentedBlock()),
        alt("simple_stmts", m.SimpleStatementSuite(body=[m.DoNotCare()]), "one_line_suite"),
        alt('simple_stmt (";" simple_stmt)+ NEWLINE', m.SimpleStatementSuite(body=SEVERAL), "one_line_suite",
            "semicolon")),
)

AUGMENTED = {
    "+=": m.AddAssign, "-=": m.SubtractAssign, "*=": m.MultiplyAssign, "@=": m.MatrixMultiplyAssign,
    "/=": m.DivideAssign, "//=": m.FloorDivideAssign, "%=": m.ModuloAssign, "**=": m.PowerAssign,
    ">>=": m.RightShiftAssign, "<<=": m.LeftShiftAssign, "&=": m.BitAndAssign, "^=": m.BitXorAssign,
    "|=": m.BitOrAssign,
}


def assigned(target: m.BaseMatcherNode) -> m.BaseMatcherNode:
    return m.AssignTarget(target=target)


SIMPLE_STATEMENTS = (
    rule("simple_stmt",
        alt("star_expressions", m.Expr())),
    rule("assignment",
        alt('NAME ":" expression', m.AnnAssign(target=m.Name(lpar=[]), value=None), "annotated_assignment",
            "deferred_annotation"),
        alt('NAME ":" expression "=" annotated_rhs', m.AnnAssign(target=m.Name(lpar=[]), value=GIVEN),
            "annotated_assignment", "deferred_annotation"),
        alt('("(" single_target ")" | single_subscript_attribute_target) ":" expression',
            m.AnnAssign(target=either(wrapped(m.Name), m.Attribute(), m.Subscript()), value=None),
            "annotated_assignment"),
        alt('("(" single_target ")" | single_subscript_attribute_target) ":" expression "=" annotated_rhs',
            m.AnnAssign(target=either(wrapped(m.Name), m.Attribute(), m.Subscript()), value=GIVEN),
            "annotated_assignment"),
        alt('star_targets "=" annotated_rhs', m.Assign(targets=[m.AssignTarget(target=bare(m.Name))])),
        alt('(star_targets "=")+ star_targets "=" annotated_rhs', m.Assign(targets=SEVERAL),
            "chained_assignment"),
        alt("single_target augassign annotated_rhs", m.AugAssign(), "augmented_assignment")),
    rule("annotated_rhs",
        alt('NAME "=" yield_expr', m.Assign(targets=[assigned(bare(m.Name))], value=bare(m.Yield))),
        alt('NAME "=" star_expression "," [star_expressions]', m.Assign(value=bare(m.Tuple)),
            "tuple_display"),
        alt('NAME ":" expression "=" yield_expr', m.AnnAssign(value=bare(m.Yield)), "annotated_assignment"),
        alt('NAME ":" expression "=" star_expression "," [star_expressions]',
            m.AnnAssign(value=bare(m.Tuple)),
            "annotated_assignment", "tuple_display"),
        alt("single_target augassign yield_expr", m.AugAssign(value=bare(m.Yield)), "augmented_assignment"),
        alt('single_target augassign expression "," [expressions]', m.AugAssign(value=bare(m.Tuple)),
            "augmented_assignment", "tuple_display"),
        alt('single_target augassign star_expression "," [star_expressions]',
            m.AugAssign(value=bare(m.Tuple, elements=STARRED)), "augmented_assignment", "tuple_display",
            since=9)),
    rule("augassign",
        *(alt(f'"{sign}"', m.AugAssign(operator=kind()), "augmented_assignment") for sign,
            kind in AUGMENTED.items())),
    rule("return_stmt",
        alt('"return"', m.Return(value=None)),
        alt('"return" expression', m.Return(value=GIVEN)),
        alt('"return" star_expression "," [star_expressions]', m.Return(value=bare(m.Tuple,
            elements=STARRED)),
            "tuple_display")),
    rule("raise_stmt",
        alt('"raise"', m.Raise(exc=None)),
        alt('"raise" expression', m.Raise(exc=GIVEN, cause=None)),
        alt('"raise" expression "from" expression', m.Raise(cause=GIVEN), "raise_from")),
    rule("pass_stmt",
        alt('"pass"', m.Pass(), "pass_statement")),
    rule("break_stmt",
        alt('"break"', m.Break(), "break_statement", "jump_through_finally")),
    rule("continue_stmt",
        alt('"continue"', m.Continue(), "continue_statement", "jump_through_finally")),
    rule("global_stmt",
        alt('"global" NAME', m.Global(names=[m.DoNotCare()]), "global_statement"),
        alt('"global" NAME ("," NAME)+', m.Global(names=SEVERAL), "global_statement")),
    rule("nonlocal_stmt",
        alt('"nonlocal" NAME', m.Nonlocal(names=[m.DoNotCare()])),
        alt('"nonlocal" NAME ("," NAME)+', m.Nonlocal(names=SEVERAL))),
    rule("del_stmt",
        alt('"del" del_target', m.Del(target=either(bare(m.Name), m.Attribute(), m.Subscript())),
            "delete_statement",
            "attribute", "subscription", "slicing"),
        alt('"del" del_target ("," del_target)+ [","]', m.Del(target=bare(m.Tuple, elements=SEVERAL)),
            "delete_list")),
    rule("yield_stmt",
        alt("yield_expr", m.Expr(value=m.Yield()))),
    rule("assert_stmt",
        alt('"assert" expression', m.Assert(msg=None), "assert_statement"),
        alt('"assert" expression "," expression', m.Assert(msg=GIVEN), "assert_statement")),
)

DOTTED = m.Attribute()

IMPORTS = (
    rule("import_name",
        alt('"import" dotted_as_names', m.Import(), "import_statement"),
        alt('"lazy" "import" dotted_as_names', m.LazyImport(), "lazy_import", "import_statement", since=15)),
    rule("import_from",
        alt('"from" dotted_name "import" import_from_targets', m.ImportFrom(relative=[]), "from_import"),
        alt('"from" ("." | "...")+ dotted_name "import" import_from_targets', m.ImportFrom(module=GIVEN,
            relative=SOME),
            "from_import"),
        alt('"from" ("." | "...")+ "import" import_from_targets', m.ImportFrom(module=None), "from_import"),
        alt('"lazy" "from" ("." | "...")* [dotted_name] "import" import_from_targets', m.LazyImportFrom(),
            "lazy_import",
            "from_import", since=15)),
    rule("import_from_targets",
        alt('"(" import_from_as_names ")"', m.ImportFrom(lpar=GIVEN), "from_import"),
        alt('"(" import_from_as_names "," ")"', m.ImportFrom(lpar=GIVEN, names=COMMA_LAST), "from_import"),
        alt("import_from_as_names", m.ImportFrom(lpar=None, names=SEVERAL), "from_import"),
        alt('"*"', m.ImportFrom(names=m.ImportStar()), "from_import")),
    rule("import_from_as_name",
        alt("NAME", m.ImportFrom(names=has(m.ImportAlias(asname=None))), "from_import"),
        alt('NAME "as" NAME', m.ImportFrom(names=has(m.ImportAlias(asname=GIVEN))), "from_import")),
    rule("dotted_as_names",
        alt('dotted_as_name ("," dotted_as_name)+', m.Import(names=SEVERAL), "import_statement")),
    rule("dotted_as_name",
        alt("NAME", m.Import(names=has(m.ImportAlias(name=m.Name(), asname=None))), "import_statement"),
        alt('NAME "as" NAME', m.Import(names=has(m.ImportAlias(name=m.Name(), asname=GIVEN))),
            "import_statement"),
        alt('dotted_name "." NAME', m.Import(names=has(m.ImportAlias(name=DOTTED, asname=None))),
            "import_statement"),
        alt('dotted_name "." NAME "as" NAME', m.Import(names=has(m.ImportAlias(name=DOTTED, asname=GIVEN))),
            "import_statement")),
)

CONDITIONS = (
    rule("if_stmt",
        alt('"if" named_expression ":" block', m.If(orelse=None), "if_statement", "elif_clause"),
        alt('"if" named_expression ":" block elif_stmt', m.If(orelse=m.If()), "elif_clause"),
        alt('"if" named_expression ":" block else_block', m.If(orelse=m.Else()), "if_statement",
            "elif_clause")),
    rule("elif_stmt",
        alt('"elif" named_expression ":" block', m.If(orelse=m.If(orelse=None)), "elif_clause"),
        alt('"elif" named_expression ":" block elif_stmt', m.If(orelse=m.If(orelse=m.If())), "elif_clause"),
        alt('"elif" named_expression ":" block else_block', m.If(orelse=m.If(orelse=m.Else())),
            "elif_clause")),
    rule("while_stmt",
        alt('"while" named_expression ":" block', m.While(orelse=None)),
        alt('"while" named_expression ":" block else_block', m.While(orelse=GIVEN), "loop_else")),
    rule("for_stmt",
        alt('"for" star_targets "in" star_expressions ":" block', m.For(asynchronous=None, orelse=None),
            "for_statement"),
        alt('"for" star_targets "in" star_expressions ":" block else_block', m.For(asynchronous=None,
            orelse=GIVEN),
            "for_statement", "loop_else"),
        alt('"for" star_targets "in" star_expression "," [star_expressions] ":" block',
            m.For(iter=bare(m.Tuple)), "for_statement"),
        alt('"for" star_targets "in" "*" bitwise_or "," [star_expressions] ":" block',
            m.For(iter=bare(m.Tuple, elements=STARRED)), "for_statement", since=9),
        alt('"async" "for" star_targets "in" star_expressions ":" block', m.For(asynchronous=GIVEN,
            orelse=None),
            "async_for_statement"),
        alt('"async" "for" star_targets "in" star_expressions ":" block else_block',
            m.For(asynchronous=GIVEN, orelse=GIVEN), "async_for_statement", "loop_else")),
)


def with_items(words: str, asynchronous, rewrite: str) -> tuple[Alternative, ...]:
    """The alternatives of a `with` that begins with *words*."""
    in_parentheses = m.With(asynchronous=asynchronous, lpar=GIVEN)
    return (
        alt(f'{words} with_item ":" block', m.With(asynchronous=asynchronous, lpar=MISSING,
            items=[m.DoNotCare()]), rewrite),
        alt(f'{words} with_item ("," with_item)+ ":" block', m.With(asynchronous=asynchronous, lpar=MISSING,
            items=SEVERAL),
            rewrite),
        alt(f'{words} "(" with_item ("," with_item)* [","] ")" ":" block', in_parentheses, rewrite, since=10),
    )


def handlers(words: str, kind: type, since: int, *rewrites: str) -> tuple[Alternative, ...]:
    """The alternatives of a clause that begins with *words*."""
    return (
        alt(f'{words} expression ":" block', kind(type=GIVEN, name=None), *rewrites, since=since),
        alt(f'{words} expression "as" NAME ":" block', kind(name=GIVEN), *rewrites, since=since),
        alt(f'{words} expression ("," expression)+ [","] ":" block', kind(type=bare(m.Tuple)),
            "unparenthesized_exceptions", *rewrites, since=14),
    )


GUARDS = (
    rule("with_stmt",
        *with_items('"with"', None, "with_statement"),
        *with_items('"async" "with"', m.Asynchronous(), "async_with_statement")),
    rule("with_item",
        alt("expression", m.WithItem(asname=None), "with_statement", "async_with_statement"),
        alt('expression "as" star_target', m.WithItem(asname=GIVEN), "with_statement",
            "async_with_statement"),
        alt('expression "as" "(" star_targets ")"', m.WithItem(asname=m.AsName(name=either(m.Tuple(),
            m.List()))),
            "with_statement", "async_with_statement")),
    rule("try_stmt",
        alt('"try" ":" block finally_block', m.Try(handlers=[], finalbody=GIVEN), "finally_clause"),
        alt('"try" ":" block except_block+', m.Try(handlers=SOME, orelse=None, finalbody=None)),
        alt('"try" ":" block except_block+ finally_block', m.Try(handlers=SOME, orelse=None, finalbody=GIVEN),
            "finally_clause"),
        alt('"try" ":" block except_block+ else_block', m.Try(orelse=GIVEN, finalbody=None), "try_else"),
        alt('"try" ":" block except_block+ else_block finally_block', m.Try(orelse=GIVEN, finalbody=GIVEN),
            "try_else",
            "finally_clause"),
        alt('"try" ":" block except_star_block+', m.TryStar(orelse=None, finalbody=None), "except_star",
            since=11),
        alt('"try" ":" block except_star_block+ else_block', m.TryStar(orelse=GIVEN), "except_star",
            since=11),
        alt('"try" ":" block except_star_block+ [else_block] finally_block', m.TryStar(finalbody=GIVEN),
            "except_star",
            since=11)),
    rule("except_block",
        *handlers('"except"', m.ExceptHandler, 8),
        alt('"except" ":" block', m.ExceptHandler(type=None))),
    rule("except_star_block",
        *handlers('"except" "*"', m.ExceptStarHandler, 11, "except_star")),
    rule("finally_block",
        alt('"finally" ":" block', m.Finally(), "finally_clause")),
    rule("else_block",
        alt('"else" ":" block', m.Else(), "loop_else", "try_else", "elif_clause", "if_statement")),
)

# --- definitions ----------------------------------------------------------------------------------


def dotted_or_called(node: cst.BaseExpression) -> bool:
    """Whether Python 3.8 takes *node* for a decorator: a dotted name, or a call of one."""
    if isinstance(node, cst.Call):
        node = node.func
    while isinstance(node, cst.Attribute) and not node.lpar:
        node = node.value
    return isinstance(node, cst.Name) and not node.lpar


DEFINITIONS = (
    rule("decorators",
        alt('("@" dotted_name NEWLINE)+', m.Decorator(decorator=either(m.Name(), m.Attribute())), "decorator",
            "class_definition"),
        alt('("@" dotted_name "(" [arguments] ")" NEWLINE)+',
            m.Decorator(decorator=m.Call(func=either(m.Name(), m.Attribute()))), "decorator",
            "class_definition"),
        alt('("@" named_expression NEWLINE)+',
            m.Decorator(decorator=such(lambda node: not dotted_or_called(node))),
            "decorator", "class_definition", since=9)),
    rule("class_def",
        alt("class_def_raw", m.ClassDef(decorators=[]), "class_definition"),
        alt("decorators class_def_raw", m.ClassDef(decorators=SOME), "class_definition")),
    rule("class_def_raw",
        alt('"class" NAME ":" block', m.ClassDef(lpar=MISSING), "class_definition"),
        alt('"class" NAME "(" ")" ":" block', m.ClassDef(lpar=GIVEN, bases=[], keywords=[]),
            "class_definition"),
        alt('"class" NAME "(" expression ("," expression)* [","] ")" ":" block', m.ClassDef(bases=SOME),
            "class_definition"),
        alt('"class" NAME "(" "*" expression ")" ":" block', m.ClassDef(bases=has(m.Arg(star="*"))),
            "class_definition"),
        alt('"class" NAME "(" NAME "=" expression ")" ":" block',
            m.ClassDef(keywords=has(m.Arg(keyword=GIVEN))),
            "class_definition"),
        alt('"class" NAME "(" "**" expression ")" ":" block', m.ClassDef(keywords=has(m.Arg(star="**"))),
            "class_definition"),
        alt('"class" NAME type_params ["(" [arguments] ")"] ":" block', m.ClassDef(type_parameters=GIVEN),
            "type_parameters", since=12)),
    rule("function_def",
        alt("function_def_raw", m.FunctionDef(decorators=[])),
        alt("decorators function_def_raw", m.FunctionDef(decorators=SOME), "decorator")),
    rule("function_def_raw",
        alt('"def" NAME "(" ")" ":" block', m.FunctionDef(asynchronous=None, returns=None)),
        alt('"def" NAME "(" params ")" ":" block', m.FunctionDef(asynchronous=None,
            params=m.Parameters(params=SOME))),
        alt('"def" NAME "(" [params] ")" "->" expression ":" block', m.FunctionDef(returns=GIVEN),
            "function_annotation", "deferred_annotation",
            "coroutine"),
        alt('"def" NAME type_params "(" [params] ")" ["->" expression] ":" block',
            m.FunctionDef(asynchronous=None, type_parameters=GIVEN), "type_parameters", since=12),
        alt('"async" "def" NAME "(" [params] ")" ["->" expression] ":" block',
            m.FunctionDef(asynchronous=GIVEN, type_parameters=None), "coroutine"),
        alt('"async" "def" NAME type_params "(" [params] ")" ["->" expression] ":" block',
            m.FunctionDef(asynchronous=GIVEN, type_parameters=GIVEN), "type_parameters", since=12)),
)


def parameter_lists(prefix: str, kind: type, rewrites: tuple[str, ...]) -> Iterator[tuple[Alternative, ...]]:
    """The rules for parameters whose names begin with *prefix*, in nodes of *kind*."""

    def one(words: str, **parts) -> Alternative:
        return alt(words, kind(params=m.Parameters(**parts)), *rewrites)

    required, optional = m.Param(default=None), m.Param(default=GIVEN)
    nothing_behind = {"star_arg": MISSING, "kwonly_params": [], "star_kwarg": None}
    slash_at_end = {"params": [], **nothing_behind}
    no_default, with_default = f"{prefix}param_no_default", f"{prefix}param_with_default"
    star_etc = f"{prefix}star_etc"
    yield rule(f"{prefix}parameters",
        one(f"{prefix}slash_no_default {no_default}+", posonly_params=only(required), params=has(required)),
        one(f"{prefix}slash_no_default {with_default}+", posonly_params=only(required),
            params=only(optional)),
        one(f"{prefix}slash_no_default {star_etc}", posonly_params=only(required), params=[],
            kwonly_params=SOME),
        one(f"{prefix}slash_with_default {with_default}+", posonly_params=has(optional), params=SOME),
        one(f"{prefix}slash_with_default {star_etc}", posonly_params=has(optional), params=[],
            kwonly_params=SOME),
        one(f"{no_default}+", posonly_params=[], params=only(required), **nothing_behind),
        one(f"{no_default}+ {with_default}+", posonly_params=[], params=has(required, optional)),
        one(f"{no_default}+ {star_etc}", posonly_params=[], params=has(required), star_arg=m.Param()),
        one(f"{with_default}+", posonly_params=[], params=only(optional), **nothing_behind),
        one(f"{with_default}+ {star_etc}", posonly_params=[], params=has(optional), kwonly_params=SOME),
        one(star_etc, posonly_params=[], params=[], star_arg=GIVEN))
    yield rule(f"{prefix}slash_no_default",
        one(f'{no_default}+ "/" ","', posonly_params=only(required),
            posonly_ind=m.ParamSlash(comma=m.Comma())),
        one(f'{no_default}+ "/"', posonly_params=only(required), posonly_ind=m.ParamSlash(comma=MISSING),
            **slash_at_end))
    yield rule(f"{prefix}slash_with_default",
        one(f'{no_default}* {with_default}+ "/" ","', posonly_params=has(optional), params=SOME),
        one(f'{no_default}* {with_default}+ "/"', posonly_params=has(optional), **slash_at_end))
    yield rule(star_etc,
        one(f'"*" {prefix}param', star_arg=m.Param(), kwonly_params=[]),
        one(f'"*" {prefix}param "," {prefix}param_maybe_default+', star_arg=m.Param(), kwonly_params=SOME),
        one(f'"*" {prefix}param "," {prefix}kwds', star_arg=m.Param(), star_kwarg=GIVEN),
        one(f'"*" "," {prefix}param_maybe_default+', star_arg=m.ParamStar(), kwonly_params=SOME),
        one(f'"*" "," {prefix}param_maybe_default+ {prefix}kwds', star_arg=m.ParamStar(),
            star_kwarg=GIVEN))
    yield rule(f"{prefix}kwds",
        one(f'"**" {prefix}param', star_kwarg=GIVEN),
        one(f'"**" {prefix}param ","', star_kwarg=m.Param(comma=m.Comma())))
    yield rule(no_default,
        one(f'{prefix}param ","', params=has(required, required)),
        one(f'{prefix}param "," at the end', params=[REST, m.Param(default=None, comma=m.Comma())],
            **nothing_behind))
    yield rule(with_default,
        one(f'{prefix}param default ","', params=has(optional, optional)),
        one(f'{prefix}param default "," at the end', params=[REST, m.Param(default=GIVEN, comma=m.Comma())],
            **nothing_behind))
    yield rule(f"{prefix}param_maybe_default",
        one(f"{prefix}param", kwonly_params=has(required)),
        one(f"{prefix}param default", kwonly_params=has(optional)),
        one(f'{prefix}param [default] "," at the end', kwonly_params=COMMA_LAST,
            star_kwarg=None))


PARAMETERS = (
    *parameter_lists("", m.FunctionDef, ()),
    rule("star_etc",
        alt('"*" NAME ":" star_expression', m.Param(annotation=m.Annotation(annotation=m.StarredElement())),
            "function_annotation", "deferred_annotation", since=11)),
    rule("param",
        alt("NAME", m.Param(annotation=None)),
        alt('NAME ":" expression', m.Param(annotation=GIVEN, star=""), "function_annotation",
            "deferred_annotation"),
        alt('"*" NAME ":" expression', m.Param(annotation=GIVEN, star="*"), "function_annotation",
            "deferred_annotation"),
        alt('"**" NAME ":" expression', m.Param(annotation=GIVEN, star="**"), "function_annotation",
            "deferred_annotation")),
    rule("default",
        alt('"=" expression', m.Param(default=GIVEN))),
    rule("type_alias",
        alt('"type" NAME "=" expression', m.TypeAlias(type_parameters=None), "type_statement", since=12),
        alt('"type" NAME type_params "=" expression', m.TypeAlias(type_parameters=GIVEN), "type_statement",
            since=12)),
    rule("type_params",
        alt('"[" type_param ("," type_param)* "]"', m.TypeParameters(), "type_parameters", "type_statement",
            since=12),
        alt('"[" type_param ("," type_param)* "," "]"', m.TypeParameters(params=COMMA_LAST),
            "type_parameters",
            "type_statement", since=12)),
    rule("type_param", *(
        alt(words, m.TypeParam(**parts), "type_parameters", "type_statement", since=since)
        for words, since, parts in (
            ("NAME", 12, {"param": m.TypeVar(bound=None), "default": None}),
            ('NAME ":" expression', 12, {"param": m.TypeVar(bound=GIVEN)}),
            ('NAME ":" "(" expression ("," expression)+ [","] ")"', 12,
                {"param": m.TypeVar(bound=m.Tuple())}),
            ('NAME "=" expression', 13, {"param": m.TypeVar(bound=None), "default": GIVEN}),
            ('NAME ":" expression "=" expression', 13, {"param": m.TypeVar(bound=GIVEN), "default": GIVEN}),
            ('"*" NAME', 12, {"param": m.TypeVarTuple(), "default": None}),
            ('"*" NAME "=" expression', 13, {"param": m.TypeVarTuple(), "default": GIVEN, "star": ""}),
            ('"*" NAME "=" "*" bitwise_or', 13, {"param": m.TypeVarTuple(), "default": GIVEN, "star": "*"}),
            ('"**" NAME', 12, {"param": m.ParamSpec(), "default": None}),
            ('"**" NAME "=" expression', 13, {"param": m.ParamSpec(), "default": GIVEN}),
        )
    )),
)

# --- patterns -------------------------------------------------------------------------------------


def matching(words: str, shape: m.BaseMatcherNode, since: int = 10) -> Alternative:
    return alt(words, shape, "match_statement", since=since)


def value(shape: m.BaseMatcherNode) -> m.BaseMatcherNode:
    """The pattern of the literal or dotted name *shape*."""
    return m.MatchValue(value=shape)


def key(shape: m.BaseMatcherNode) -> m.BaseMatcherNode:
    return m.MatchMappingElement(key=shape)


NUMBERS = (m.Integer(), m.Float(), m.Imaginary())


def complex_numbers(operator: type) -> m.BaseMatcherNode:
    return m.BinaryOperation(operator=operator(), right=m.Imaginary())


PATTERNS = (
    rule("match_stmt",
        matching('"match" subject_expr ":" NEWLINE INDENT case_block+ DEDENT', m.Match())),
    rule("subject_expr",
        matching('star_named_expression "," [star_named_expressions]', m.Match(subject=bare(m.Tuple))),
        matching('"*" bitwise_or "," [star_named_expressions]', m.Match(subject=bare(m.Tuple,
            elements=STARRED))),
        matching("expression", m.Match(subject=m.Name())),
        matching("assignment_expression", m.Match(subject=bare(m.NamedExpr)))),
    rule("case_block",
        matching('"case" patterns ":" block', m.MatchCase(guard=None)),
        matching('"case" patterns guard ":" block', m.MatchCase(guard=GIVEN))),
    rule("guard",
        matching('"if" named_expression', m.MatchCase(guard=GIVEN))),
    rule("patterns",
        matching("open_sequence_pattern", m.MatchCase(pattern=m.MatchList(lbracket=None))),
        matching("pattern", m.MatchCase())),
    rule("as_pattern",
        matching('or_pattern "as" NAME', m.MatchAs(pattern=GIVEN))),
    rule("or_pattern",
        matching('closed_pattern ("|" closed_pattern)+', m.MatchOr())),
    rule("literal_pattern",
        matching("NUMBER", value(either(*NUMBERS))),
        matching('"-" NUMBER', value(m.UnaryOperation(operator=m.Minus()))),
        matching('"+" NUMBER', value(m.UnaryOperation(operator=m.Plus())), since=15),
        matching('signed_real_number "+" imaginary_number', value(complex_numbers(m.Add))),
        matching('signed_real_number "-" imaginary_number', value(complex_numbers(m.Subtract))),
        matching("strings", value(either(m.SimpleString(), m.ConcatenatedString()))),
        matching('"None"', m.MatchSingleton(value=m.Name("None"))),
        matching('"True"', m.MatchSingleton(value=m.Name("True"))),
        matching('"False"', m.MatchSingleton(value=m.Name("False")))),
    rule("capture_pattern",
        matching("NAME", m.MatchAs(pattern=None, name=GIVEN))),
    rule("wildcard_pattern",
        matching('"_"', m.MatchAs(pattern=None, name=None))),
    rule("value_pattern",
        matching("attr", value(m.Attribute()))),
    rule("attr",
        matching('NAME "." NAME', value(m.Attribute(value=m.Name()))),
        matching('attr "." NAME', value(m.Attribute(value=m.Attribute())))),
    rule("group_pattern",
        matching('"(" pattern ")"', either(
            wrapped(m.MatchAs), wrapped(m.MatchOr), wrapped(m.MatchClass),
                m.MatchValue(value=wrapped(m.Integer)),
            wrapped(m.MatchMapping), wrapped(m.MatchList), m.MatchValue(value=wrapped(m.SimpleString))))),
    rule("sequence_pattern",
        matching('"[" "]"', m.MatchList(lbracket=GIVEN, patterns=[])),
        matching('"[" maybe_sequence_pattern "]"', m.MatchList(lbracket=GIVEN, patterns=SOME)),
        matching('"(" ")"', m.MatchTuple(patterns=[])),
        matching('"(" open_sequence_pattern ")"', m.MatchTuple(patterns=SOME))),
    rule("open_sequence_pattern",
        matching('maybe_star_pattern ","', either(
            m.MatchTuple(patterns=[m.DoNotCare()]), m.MatchList(lbracket=None, patterns=[m.DoNotCare()]))),
        matching('maybe_star_pattern "," maybe_sequence_pattern', either(
            m.MatchTuple(patterns=SEVERAL), m.MatchList(lbracket=None, patterns=SEVERAL)))),
    rule("maybe_sequence_pattern",
        matching('maybe_star_pattern ("," maybe_star_pattern)* ","', m.MatchList(patterns=COMMA_LAST))),
    rule("star_pattern",
        matching('"*" NAME', m.MatchStar(name=GIVEN)),
        matching('"*" "_"', m.MatchStar(name=None))),
    rule("mapping_pattern",
        matching('"{" "}"', m.MatchMapping(elements=[], rest=None)),
        matching('"{" double_star_pattern "}"', m.MatchMapping(elements=[], rest=GIVEN)),
        matching('"{" items_pattern "," double_star_pattern "}"', m.MatchMapping(elements=SOME, rest=GIVEN)),
        matching('"{" items_pattern "}"', m.MatchMapping(elements=SOME, rest=None)),
        matching('"{" items_pattern "," "}"', m.MatchMapping(elements=COMMA_LAST, rest=None)),
        matching('"{" [items_pattern ","] double_star_pattern "," "}"',
            m.MatchMapping(trailing_comma=GIVEN))),
    rule("key_value_pattern",
        matching('signed_number ":" pattern', key(either(*NUMBERS, m.UnaryOperation()))),
        matching('complex_number ":" pattern', key(m.BinaryOperation())),
        matching('strings ":" pattern', key(either(m.SimpleString(), m.ConcatenatedString()))),
        matching('("None" | "True" | "False") ":" pattern', key(m.Name(text("None|True|False")))),
        matching('attr ":" pattern', key(m.Attribute()))),
    rule("double_star_pattern",
        matching('"**" NAME', m.MatchMapping(rest=GIVEN))),
    rule("class_pattern",
        matching('name_or_attr "(" ")"', m.MatchClass(patterns=[], kwds=[])),
        matching('name_or_attr "(" positional_patterns ")"', m.MatchClass(patterns=SOME, kwds=[])),
        matching('name_or_attr "(" positional_patterns "," ")"', m.MatchClass(patterns=COMMA_LAST, kwds=[])),
        matching('name_or_attr "(" keyword_patterns ")"', m.MatchClass(patterns=[], kwds=SOME)),
        matching('name_or_attr "(" keyword_patterns "," ")"', m.MatchClass(kwds=COMMA_LAST)),
        matching('name_or_attr "(" positional_patterns "," keyword_patterns ")"',
            m.MatchClass(patterns=SOME, kwds=SOME))),
    rule("name_or_attr",
        matching("NAME", m.MatchClass(cls=m.Name())),
        matching("attr", m.MatchClass(cls=m.Attribute()))),
    rule("keyword_pattern",
        matching('NAME "=" pattern', m.MatchKeywordElement())),
)

# --- expressions ----------------------------------------------------------------------------------

COMPARED = {
    '"=="': m.Equal(), '"!="': m.NotEqual(), '"<="': m.LessThanEqual(), '"<"': m.LessThan(),
    '">="': m.GreaterThanEqual(), '">"': m.GreaterThan(), '"not" "in"': m.NotIn(), '"in"': m.In(),
    '"is" "not"': m.IsNot(), '"is"': m.Is(),
}


def binary(words: str, operator: m.BaseMatcherNode) -> Alternative:
    return alt(words, m.BinaryOperation(operator=operator), "binary_operation")


def unary(words: str, operator: m.BaseMatcherNode, *rewrites: str) -> Alternative:
    return alt(words, m.UnaryOperation(operator=operator), *rewrites, "unary_operation")


OPERATIONS = (
    rule("star_expressions",
        alt('star_expression ("," star_expression)+', bare(m.Tuple, elements=SEVERAL), "tuple_display",
            "unpacking",
            "delete_list", "formatted_string", "chained_assignment"),
        alt('star_expression ("," star_expression)* ","', bare(m.Tuple, elements=COMMA_LAST), "tuple_display",
            "unpacking", "delete_list")),
    rule("star_expression",
        alt('"*" bitwise_or', bare(m.Tuple, elements=STARRED), "tuple_display", "unpacking")),
    rule("expression",
        alt('disjunction "if" disjunction "else" expression', m.IfExp(), "conditional_expression"),
        alt("lambdef", m.Lambda(), "lambda_expression")),
    rule("yield_expr",
        alt('"yield" "from" expression', m.Yield(value=m.From()), "yield_from"),
        alt('"yield"', m.Yield(value=None)),
        alt('"yield" expression', m.Yield(value=either(m.Name(), m.Integer(), m.BinaryOperation()))),
        alt('"yield" star_expression "," [star_expressions]', m.Yield(value=bare(m.Tuple)), "tuple_display"),
        alt('"yield" "*" bitwise_or "," [star_expressions]', m.Yield(value=bare(m.Tuple, elements=STARRED)),
            "tuple_display")),
    rule("assignment_expression",
        alt('NAME ":=" expression', m.NamedExpr(), "assignment_expression")),
    rule("disjunction",
        alt('conjunction ("or" conjunction)+', m.BooleanOperation(operator=m.Or()), "boolean_operation")),
    rule("conjunction",
        alt('inversion ("and" inversion)+', m.BooleanOperation(operator=m.And()), "boolean_operation")),
    rule("inversion",
        unary('"not" inversion', m.Not())),
    rule("comparison",
        alt("bitwise_or compare_op_bitwise_or_pair", m.Comparison(comparisons=[m.DoNotCare()]), "comparison"),
        alt("bitwise_or compare_op_bitwise_or_pair compare_op_bitwise_or_pair+",
            m.Comparison(comparisons=SEVERAL),
            "comparison_chain")),
    rule("compare_op_bitwise_or_pair", *(
        alt(f"{words} bitwise_or", m.ComparisonTarget(operator=operator), "comparison", "comparison_chain")
        for words, operator in COMPARED.items()
    )),
    rule("bitwise_or", binary('bitwise_or "|" bitwise_xor', m.BitOr())),
    rule("bitwise_xor", binary('bitwise_xor "^" bitwise_and', m.BitXor())),
    rule("bitwise_and", binary('bitwise_and "&" shift_expr', m.BitAnd())),
    rule("shift_expr",
        binary('shift_expr "<<" sum', m.LeftShift()),
        binary('shift_expr ">>" sum', m.RightShift())),
    rule("sum",
        binary('sum "+" term', m.Add()),
        binary('sum "-" term', m.Subtract())),
    rule("term",
        binary('term "*" factor', m.Multiply()),
        binary('term "/" factor', m.Divide()),
        binary('term "//" factor', m.FloorDivide()),
        binary('term "%" factor', m.Modulo()),
        binary('term "@" factor', m.MatrixMultiply())),
    rule("factor",
        unary('"+" factor', m.Plus()),
        unary('"-" factor', m.Minus()),
        alt('"-" NUMBER', m.UnaryOperation(operator=m.Minus(), expression=either(*NUMBERS)),
            "negative_number"),
        unary('"~" factor', m.BitInvert())),
    rule("power",
        binary('await_primary "**" factor', m.Power())),
    rule("await_primary",
        alt('"await" primary', m.Await(), "await_expression")),
)

GENERATOR_ALONE = m.Call(args=[m.Arg(value=bare(m.GeneratorExp))])


def sliced(words: str, **parts) -> Alternative:
    """A slice with *parts*, and without the others."""
    missing = {"lower": None, "upper": None, "step": None}
    return alt(words, m.Slice(**{**missing, **parts}), "slicing")


def item(index: m.BaseMatcherNode) -> m.BaseMatcherNode:
    return m.SubscriptElement(slice=index)


PRIMARIES = (
    rule("primary",
        alt('primary "." NAME', m.Attribute(), "attribute"),
        alt("primary genexp", GENERATOR_ALONE, "generator_expression"),
        alt('primary "(" ")"', m.Call(args=[])),
        alt('primary "(" arguments ")"', m.Call(args=SOME)),
        alt('primary "[" slices "]"', m.Subscript(), "subscription", "slicing")),
    rule("slices",
        alt("slice", m.Subscript(slice=[m.DoNotCare()]), "subscription", "slicing"),
        alt('slice ("," slice)+', m.Subscript(slice=SEVERAL), "subscription", "slicing"),
        alt('slice ("," slice)* ","', m.Subscript(slice=COMMA_LAST), "subscription", "slicing"),
        alt('(slice | starred_expression) ("," (slice | starred_expression))* [","]',
            m.Subscript(slice=has(item(m.Index(star="*")))), "subscription", "slicing", since=11)),
    rule("slice",
        sliced('":"'),
        sliced('expression ":"', lower=GIVEN),
        sliced('":" expression', upper=GIVEN),
        sliced('expression ":" expression', lower=GIVEN, upper=GIVEN),
        sliced('":" ":" expression', step=GIVEN),
        sliced('expression ":" ":" expression', lower=GIVEN, step=GIVEN),
        sliced('":" expression ":" expression', upper=GIVEN, step=GIVEN),
        sliced('expression ":" expression ":" expression', lower=GIVEN, upper=GIVEN, step=GIVEN),
        sliced('[expression] ":" [expression] ":"', second_colon=GIVEN,
            lower=m.DoNotCare(), upper=m.DoNotCare()),
        alt("expression", item(m.Index()), "subscription"),
        alt("assignment_expression", item(m.Index(value=bare(m.NamedExpr))), "assignment_expression",
            since=10)),
    rule("atom",
        alt("NAME", m.Name()),
        alt('"True"', m.Name(value="True"), "constant_name"),
        alt('"False"', m.Name(value="False"), "constant_name"),
        alt('"None"', m.Name(value="None"), "constant_name"),
        alt('"..."', m.Ellipsis(), "constant_name")),
    rule("group",
        alt('"(" yield_expr ")"', m.Arg(value=wrapped(m.Yield)), "yield_expression", "yield_from",
            "lambda_expression"),
        alt('"(" assignment_expression ")"', wrapped(m.NamedExpr), "assignment_expression"),
        alt('"(" expression ")"', either(wrapped(m.Name), wrapped(m.Attribute), wrapped(m.Call),
            wrapped(m.Integer)),
            "parenthesized_expression")),
    rule("lambdef",
        alt('"lambda" ":" expression', m.Lambda(params=m.Parameters(params=[])), "lambda_expression"),
        alt('"lambda" lambda_params ":" expression', m.Lambda(params=m.Parameters(params=SOME)),
            "lambda_expression")),
    *parameter_lists("lambda_", m.Lambda, ("lambda_expression",)),
)

DISPLAYS = (
    rule("list",
        alt('"[" "]"', m.List(elements=[]), "list_display"),
        alt('"[" star_named_expressions_sequence "]"', m.List(elements=SOME), "list_display"),
        alt('"[" star_named_expressions "," "]"', m.List(elements=COMMA_LAST), "list_display")),
    rule("tuple",
        alt('"(" ")"', wrapped(m.Tuple, elements=[]), "tuple_display"),
        alt('"(" star_named_expression "," ")"', wrapped(m.Tuple, elements=[m.Element()]), "tuple_display"),
        alt('"(" star_named_expression "," star_named_expressions ")"', wrapped(m.Tuple, elements=SEVERAL),
            "tuple_display"),
        alt('"(" star_named_expression "," star_named_expressions "," ")"',
            wrapped(m.Tuple, elements=[m.DoNotCare(), *COMMA_LAST]), "tuple_display")),
    rule("set",
        alt('"{" star_named_expressions_sequence "}"', m.Set(), "set_display"),
        alt('"{" star_named_expressions "," "}"', m.Set(elements=COMMA_LAST), "set_display")),
    rule("star_named_expression",
        alt('"[" … "*" bitwise_or … "]"', m.List(elements=STARRED), "list_display"),
        alt('"(" … "*" bitwise_or … ")"', wrapped(m.Tuple, elements=STARRED), "tuple_display"),
        alt('"{" … "*" bitwise_or … "}"', m.Set(elements=STARRED), "set_display"),
        alt('"[" … assignment_expression … "]"', m.List(elements=has(m.Element(value=bare(m.NamedExpr)))),
            "assignment_expression"),
        alt('"(" … assignment_expression … ")"', wrapped(m.Tuple,
            elements=has(m.Element(value=bare(m.NamedExpr)))),
            "assignment_expression"),
        alt('"{" … assignment_expression … "}"', m.Set(elements=has(m.Element(value=bare(m.NamedExpr)))),
            "assignment_expression", since=10)),
    rule("dict",
        alt('"{" "}"', m.Dict(elements=[]), "dict_display"),
        alt('"{" double_starred_kvpairs "}"', m.Dict(elements=SOME), "dict_display")),
    rule("double_starred_kvpairs",
        alt('double_starred_kvpair ("," double_starred_kvpair)+', m.Dict(elements=SEVERAL), "dict_display"),
        alt('double_starred_kvpair ("," double_starred_kvpair)* ","', m.Dict(elements=COMMA_LAST),
            "dict_display")),
    rule("double_starred_kvpair",
        alt('"**" bitwise_or', m.Dict(elements=has(m.StarredDictElement())), "dict_display"),
        alt('expression ":" expression', m.Dict(elements=has(m.DictElement())), "dict_display")),
)


def comprehended(words: str, part: m.BaseMatcherNode, kinds: tuple[type, ...], since: int = 8) -> Alternative:
    """A comprehension whose element is *part*; *kinds* are those that can have it so."""
    return alt(words, either(*(kind(elt=part) for kind in kinds)), "comprehension", "generator_expression",
        since=since)


def clause(words: str, **parts) -> Alternative:
    return alt(words, m.CompFor(**parts), "comprehension", "generator_expression")


COMPREHENSIONS = (
    rule("for_if_clauses",
        clause("for_if_clause+ for_if_clause", inner_for_in=GIVEN)),
    rule("for_if_clause",
        clause('"for" star_targets "in" disjunction', asynchronous=None, ifs=[]),
        clause('"for" star_targets "in" disjunction "if" disjunction', asynchronous=None, ifs=SOME),
        clause('"for" star_targets "in" disjunction "if" disjunction ("if" disjunction)+',
            asynchronous=None, ifs=SEVERAL),
        clause('"async" "for" star_targets "in" disjunction', asynchronous=GIVEN, ifs=[]),
        clause('"async" "for" star_targets "in" disjunction ("if" disjunction)+', asynchronous=GIVEN,
            ifs=SOME),
        clause('"for" star_target ("," star_target)+ [","] "in" disjunction',
            target=m.Tuple(elements=SEVERAL)),
        clause('"for" "*" star_target "," … "in" disjunction', target=m.Tuple(elements=STARRED)),
        clause('"for" (attribute | subscript) "in" disjunction', target=either(m.Attribute(),
            m.Subscript()))),
    rule("listcomp",
        alt('"[" named_expression for_if_clauses "]"', m.ListComp(), "comprehension"),
        alt('"[" assignment_expression for_if_clauses "]"', m.ListComp(elt=bare(m.NamedExpr)),
            "comprehension"),
        alt('"[" "*" bitwise_or for_if_clauses "]"', m.ListComp(elt=m.StarredElement()), "comprehension",
            since=15)),
    rule("setcomp",
        alt('"{" named_expression for_if_clauses "}"', m.SetComp(), "comprehension"),
        alt('"{" assignment_expression for_if_clauses "}"', m.SetComp(elt=bare(m.NamedExpr)),
            "comprehension", since=10),
        alt('"{" "*" bitwise_or for_if_clauses "}"', m.SetComp(elt=m.StarredElement()), "comprehension",
            since=15)),
    rule("genexp",
        alt('"(" expression for_if_clauses ")"', m.GeneratorExp(), "generator_expression"),
        alt('"(" assignment_expression for_if_clauses ")"', m.GeneratorExp(elt=bare(m.NamedExpr)),
            "generator_expression"),
        alt('"(" starred_expression for_if_clauses ")"', m.GeneratorExp(elt=m.StarredElement()),
            "generator_expression",
            since=15)),
    rule("dictcomp",
        alt('"{" kvpair for_if_clauses "}"', m.DictComp(), "comprehension"),
        alt('"{" "**" expression for_if_clauses "}"', m.StarredDictComp(), "comprehension", since=15)),
)

POSITIONAL = m.Arg(keyword=None, star="")
KEYWORD = m.Arg(keyword=GIVEN)
STAR = m.Arg(star="*")
MAPPING = m.Arg(star="**")


def called(words: str, *args: m.BaseMatcherNode) -> Alternative:
    return alt(words, m.Call(args=has(*args)))


ARGUMENTS = (
    rule("arguments",
        alt('args ","', m.Call(args=COMMA_LAST))),
    rule("args",
        called('expression ("," expression)+', POSITIONAL, POSITIONAL),
        alt("assignment_expression", m.Call(args=has(m.Arg(value=bare(m.NamedExpr)))),
            "assignment_expression"),
        called("starred_expression", STAR),
        called('starred_expression "," starred_expression', STAR, STAR),
        called('starred_expression "," expression', STAR, POSITIONAL),
        called('expression "," kwargs', POSITIONAL, KEYWORD),
        called("kwargs", m.DoNotCare())),
    rule("kwargs",
        called('kwarg_or_starred ("," kwarg_or_starred)+', KEYWORD, KEYWORD),
        called('kwarg_or_starred "," kwarg_or_double_starred', KEYWORD, MAPPING),
        called('kwarg_or_double_starred ("," kwarg_or_double_starred)+', MAPPING, MAPPING)),
    rule("kwarg_or_starred",
        called('NAME "=" expression', KEYWORD),
        called('NAME "=" expression "," starred_expression', KEYWORD, STAR)),
    rule("kwarg_or_double_starred",
        called('"**" expression', MAPPING),
        called('"**" expression "," NAME "=" expression', MAPPING, KEYWORD)),
)

# --- targets --------------------------------------------------------------------------------------


def target(words: str, shape: m.BaseMatcherNode, *rewrites: str) -> Alternative:
    return alt(words, assigned(shape), *rewrites)


def deleted(words: str, shape: m.BaseMatcherNode, *rewrites: str) -> Alternative:
    return alt(words, m.Del(target=shape), *rewrites)


def looked_into(words: str, shape: m.BaseMatcherNode) -> Alternative:
    """A target that is an attribute or an item of *shape*."""
    return target(words, either(m.Attribute(value=shape), m.Subscript(value=shape)), "attribute",
        "subscription",
        "slicing")


INDEXED = m.Subscript(slice=has(item(m.Index())))
SLICED = m.Subscript(slice=has(item(m.Slice())))

TARGETS = (
    rule("star_targets",
        target("star_target", bare(m.Name)),
        target('star_target ","', bare(m.Tuple, elements=[m.Element()]), "unpacking", "chained_assignment"),
        target('star_target ("," star_target)+', bare(m.Tuple, elements=SEVERAL), "unpacking"),
        target('star_target ("," star_target)+ ","', bare(m.Tuple, elements=[m.DoNotCare(), *COMMA_LAST]),
            "unpacking")),
    rule("star_target",
        target('"*" star_target', m.Tuple(elements=STARRED), "unpacking"),
        target('"*" (attribute | subscript | list)',
            m.Tuple(elements=has(m.StarredElement(value=either(m.Attribute(), m.Subscript(), m.List())))),
            "unpacking")),
    rule("target_with_star_atom",
        target('t_primary "." NAME', m.Attribute(), "attribute"),
        target('t_primary "[" expression "]"', INDEXED, "subscription", "slicing"),
        target('t_primary "[" slice "]"', SLICED, "slicing")),
    rule("star_atom",
        target("NAME", m.Name()),
        target('"(" NAME ")"', wrapped(m.Name)),
        target('"(" target_with_star_atom ")"', either(wrapped(m.Attribute), wrapped(m.Subscript)),
            "attribute",
            "subscription", "slicing"),
        target('"(" ")"', wrapped(m.Tuple, elements=[]), "unpacking"),
        target('"(" star_targets_tuple_seq ")"', wrapped(m.Tuple, elements=SOME), "unpacking"),
        target('"[" "]"', m.List(elements=[]), "unpacking"),
        target('"[" star_targets_list_seq "]"', m.List(elements=SOME), "unpacking", "chained_assignment")),
    rule("star_targets_list_seq",
        target('star_target ("," star_target)* ","', m.List(elements=COMMA_LAST), "unpacking")),
    rule("star_targets_tuple_seq",
        target('star_target ","', wrapped(m.Tuple, elements=[m.Element()]), "unpacking"),
        target('star_target ("," star_target)+ ","', wrapped(m.Tuple, elements=[m.DoNotCare(), *COMMA_LAST]),
            "unpacking")),
    rule("single_target",
        *(alt(words, m.AugAssign(target=shape), "augmented_assignment") for words, shape in {
            "NAME": bare(m.Name), 't_primary "." NAME': m.Attribute(),
            't_primary "[" expression "]"': INDEXED,
            't_primary "[" slice "]"': SLICED,
            '"(" single_target ")"': either(wrapped(m.Name), wrapped(m.Attribute), wrapped(m.Subscript)),
        }.items())),
    rule("single_subscript_attribute_target",
        alt('t_primary "." NAME', m.AnnAssign(target=m.Attribute()), "annotated_assignment"),
        alt('t_primary "[" slices "]"', m.AnnAssign(target=m.Subscript()), "annotated_assignment")),
    rule("t_primary",
        looked_into('t_primary "." NAME', m.Attribute()),
        looked_into('t_primary "[" slices "]"', m.Subscript()),
        looked_into("t_primary genexp", GENERATOR_ALONE),
        looked_into('t_primary "(" [arguments] ")"', m.Call()),
        looked_into("atom", m.Name())),
    rule("del_targets",
        deleted('del_target ","', bare(m.Tuple, elements=[m.Element()]), "delete_list"),
        deleted('del_target ("," del_target)+', bare(m.Tuple, elements=SEVERAL), "delete_list")),
    rule("del_target",
        deleted('t_primary "." NAME', m.Attribute(), "attribute"),
        deleted('t_primary "[" expression "]"', INDEXED, "subscription", "slicing"),
        deleted('t_primary "[" slice "]"', SLICED, "slicing")),
    rule("del_t_atom",
        deleted("NAME", bare(m.Name), "delete_statement"),
        deleted('"(" del_target ")"', either(wrapped(m.Name), wrapped(m.Attribute), wrapped(m.Subscript)),
            "delete_statement", "attribute", "subscription", "slicing"),
        deleted('"(" ")"', wrapped(m.Tuple, elements=[]), "delete_list"),
        deleted('"(" del_targets ")"', wrapped(m.Tuple, elements=SOME), "delete_list"),
        deleted('"[" "]"', m.List(elements=[]), "delete_list"),
        deleted('"[" del_targets "]"', m.List(elements=SOME), "delete_list")),
)

# --- strings --------------------------------------------------------------------------------------


def has_its_own_quotes(string: cst.FormattedString) -> bool:
    """Whether a field of *string* has in it the quotes that end the string, which Python 3.11 can't read."""
    fields = [part for part in string.parts if isinstance(part, cst.FormattedStringExpression)]
    return any(string.end in cst.Module([]).code_for_node(field) for field in fields)


def has_a_backslash(expression: cst.BaseExpression) -> bool:
    return "\\" in cst.Module([]).code_for_node(expression)


def fields(letter: str, kind: type, string: type, rewrite: str, since: int) -> Iterator[tuple[Alternative,
    ...]]:
    """The rules of strings that begin with *letter*, whose fields are of *kind*."""

    def field(words: str, *more: str, **parts) -> Alternative:
        return alt(words, kind(**parts), *more, rewrite, since=since)

    name, literal = f"{letter}string", m.TemplatedStringText() if letter == "t" else m.FormattedStringText()
    yield rule(name,
        alt(f"{name.upper()}_START {name.upper()}_END", string(parts=[]), rewrite, since=since),
        alt(f"{name.upper()}_START {name}_middle+ {name.upper()}_END", string(parts=SOME), rewrite,
            since=since))
    yield rule(f"{name}_middle",
        alt(f"{name.upper()}_MIDDLE", string(parts=has(literal)), rewrite, since=since))
    yield rule(f"{name}_replacement_field",
        field('"{" expression "}"', equal=None, conversion=None, format_spec=None),
        field('"{" star_expression "," [star_expressions] "}"', expression=bare(m.Tuple)),
        field('"{" yield_expr "}"', expression=bare(m.Yield)),
        field('"{" annotated_rhs "=" "}"', *(["self_documenting_field"] if letter == "f" else []),
            equal=GIVEN),
        field(f'"{{" annotated_rhs {name}_full_format_spec "}}"', conversion=None, format_spec=SOME),
        field(f'"{{" annotated_rhs fstring_conversion {name}_full_format_spec "}}"', conversion=text("[sra]"),
            format_spec=SOME))
    yield rule(f"{name}_format_spec",
        field(f"{name.upper()}_MIDDLE", format_spec=has(literal)),
        field(f"{name}_replacement_field", format_spec=has(kind())))
    yield rule("fstring_conversion", *(
        field(f'"!" "{letter_of_it}" in a {letter}-string', conversion=letter_of_it) for letter_of_it in "sra"
    ))


STRINGS = (
    rule("strings",
        alt("string", m.SimpleString(), "string_literal", "bytes_literal", "docstring"),
        alt("string string+", m.ConcatenatedString(left=m.SimpleString(), right=m.SimpleString()),
            "string_concatenation"),
        alt("(fstring | string)+ with an fstring", m.ConcatenatedString(right=m.FormattedString()),
            "formatted_string"),
        alt("tstring tstring+", m.ConcatenatedString(left=m.TemplatedString()), "template_string", since=14)),
    *fields("f", m.FormattedStringExpression, m.FormattedString, "formatted_string", 8),
    rule("fstring_replacement_field",
        alt('"{" … "}" with the quotes of the fstring', m.AllOf(m.FormattedString(),
            such(has_its_own_quotes)),
            "formatted_string", since=12),
        alt('"{" … "}" with a backslash', m.FormattedStringExpression(expression=such(has_a_backslash)),
            "formatted_string",
            since=12)),
    *fields("t", m.TemplatedStringExpression, m.TemplatedString, "template_string", 14),
)


def string(words: str, pattern: str, *rewrites: str) -> Alternative:
    return alt(words, m.SimpleString(value=text(pattern)), *rewrites)


TEXT, BYTES = ("string_literal", "docstring"), "bytes_literal"

TOKENS = (
    rule("STRING",
        string("\"'\" … \"'\"", "[urUR]?'(?!'').*", *TEXT),
        string("'\"' … '\"'", '[urUR]?"(?!"").*', *TEXT),
        string("\"\'\'\'\" … \"\'\'\'\"", "[urUR]?\'\'\'.*", *TEXT),
        string("'\"\"\"' … '\"\"\"'", '[urUR]?""".*', *TEXT),
        string('("r" | "R") …', "[rR].*", *TEXT),
        string('("u" | "U") …', "[uU].*", *TEXT),
        string('("b" | "B") …', "[bB]['\"].*", BYTES),
        string('("br" | "rb") …', "(?i:br|rb).*", BYTES),
        alt('("rf" | "fr") …', m.FormattedString(start=text("(?i:rf|fr).*")), "formatted_string"),
        alt('("rt" | "tr") …', m.TemplatedString(start=text("(?i:rt|tr).*")), "template_string", since=14)),
    rule("NUMBER",
        alt("decinteger", m.Integer(value=text("[0-9]+"))),
        alt('digit (["_"] digit)*', m.Integer(value=text("[0-9]+_[0-9_]+"))),
        alt('"0" ("b" | "B") …', m.Integer(value=text("0[bB].+"))),
        alt('"0" ("o" | "O") …', m.Integer(value=text("0[oO].+"))),
        alt('"0" ("x" | "X") …', m.Integer(value=text("0[xX].+"))),
        alt('digitpart "." digitpart', m.Float(value=text(r"[0-9_]+\.[0-9_]+")), "float_literal"),
        alt('"." digitpart', m.Float(value=text(r"\..*")), "float_literal"),
        alt('digitpart "."', m.Float(value=text(r"[0-9_]+\.")), "float_literal"),
        alt('… ("e" | "E") ["+" | "-"] digitpart', m.Float(value=text(".*[eE].*")), "float_literal"),
        alt('(floatnumber | digitpart) ("j" | "J")', m.Imaginary(), "imaginary_literal")),
    rule("line joining",
        alt("backslash NEWLINE", m.SimpleWhitespace(value=text(r".*\\\r?\n.*")), "line_joining",
            "one_line_suite"),
        alt("NEWLINE in brackets", m.ParenthesizedWhitespace(), "line_joining"),
        alt("COMMENT in brackets", m.ParenthesizedWhitespace(first_line=m.TrailingWhitespace(comment=GIVEN)),
            "line_joining")),
    rule("COMMENT",
        alt('"#" … behind a statement', m.TrailingWhitespace(comment=GIVEN)),
        alt('"#" … on a line of its own', m.EmptyLine(comment=GIVEN))),
)

CHAPTERS = {
    "Lines and blocks": LINES,
    "Simple statements": SIMPLE_STATEMENTS,
    "Imports": IMPORTS,
    "Branches and loops": CONDITIONS,
    "with and try": GUARDS,
    "Functions and classes": DEFINITIONS + PARAMETERS,
    "Patterns": PATTERNS,
    "Operators": OPERATIONS,
    "Primaries": PRIMARIES,
    "Displays": DISPLAYS,
    "Comprehensions": COMPREHENSIONS,
    "Arguments": ARGUMENTS,
    "Targets": TARGETS,
    "Strings": STRINGS,
    "Tokens": TOKENS,
}
ALTERNATIVES = [one for rules in CHAPTERS.values() for alternatives in rules for one in alternatives]
