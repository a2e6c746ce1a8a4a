"""Hoisting: statements that an expression needs go before it, and nothing changes its turn.

Rules give a `Let` where an expression needs statements.  The walk hands every rebuilt node to `settle`, which
carries the Lets among its parts one level up: the statements of the last Let must run before it, so every
part that Python evaluates *earlier* and that could notice is spilled to a temporary first.

    f(a, b if c else d)      ->      callee = f
                                     first = a
                                     if c: second = b
                                     else: second = d
                                     callee(first, second)

Reading a name can be noticed (it may be unbound, or rebound by what follows); constants and our own
temporaries cannot.  There are no thunks: a function around the user's code would change `yield`, `await`,
`super()`, `locals()` and every traceback.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import libcst as cst

from mvpy.helpers.hosted_names import BUILTINS
from mvpy.machine.context import Context
from mvpy.machine.quote import Template, quote
from mvpy.machine.truth import truth_of
from mvpy.scopes.analysis import has_node, names_in
from mvpy.tree.description import fields_of_scopes
from mvpy.tree.evaluation import branch_fields, branches, in_targets, parts, rebuilt, stars, target_parts
from mvpy.tree.let import Let
from mvpy.tree.nodes import parameters
from mvpy.tree.spacing import maker_of
from mvpy.tree.suite import Statements

N = TypeVar("N", bound=cst.CSTNode)
C = TypeVar("C", bound=cst.BaseCompoundStatement)
CONSTANTS = (cst.Integer, cst.Float, cst.Imaginary, cst.SimpleString, cst.Ellipsis)
CONSTANT_NAMES = frozenset({"True", "False", "None", "__debug__"})

SPILL = quote("$name = $value")
SPILL_STARRED = quote("$name = [*$value]")
SPILL_MAPPING = quote("$name = {**$value}")
SPILLS = {"": SPILL, "*": SPILL_STARRED, "**": SPILL_MAPPING}
# The same where displays have gone.
SPILLS_WITHOUT_DISPLAYS = {
    "": SPILL,
    "*": quote("$name = list_extended(list(), $value)"),
    "**": quote("$name = dict_merged(dict(), $value)"),
}
DELETE = quote("del $name")
EQUAL = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))


def timeless(node: cst.BaseExpression, cx: Context) -> bool:
    """Can *node* be evaluated later without anyone noticing?"""
    if isinstance(node, CONSTANTS):
        return True
    if isinstance(node, cst.Name):
        name = node.value
        ours = name in CONSTANT_NAMES or name in cx.names.temporaries or name in cx.names.hosted.used
        return ours or is_builtin(name, cx)
    return False


def is_builtin(name: str, cx: Context) -> bool:
    """Does *name* stand for a builtin that the module never binds?  Somebody else could, from outside.

    Where constructs stay, this is asked of those alone that the module does not name: they are ours.
    """
    if name not in BUILTINS or cx.exactly("rebinding"):
        return False
    is_ours = name not in cx.names.of_program
    return (cx.is_core or is_ours) and cx.names.hosted.plain_is_safe(name)


def spill_before(
    parts: Sequence[cst.BaseExpression], cx: Context, stars: Sequence[str] = ()
) -> tuple[Statements, list[cst.BaseExpression], tuple[str, ...]]:
    """*parts*, in evaluation order, without their Lets: (statements, parts, temporaries)."""
    last = max((i for i, part in enumerate(parts) if part.__class__ is Let and not part.pure), default=-1)
    statements: list[cst.BaseStatement] = []
    temporaries: list[str] = []
    out = list(parts)
    for i, part in enumerate(parts):
        if part.__class__ is Let:
            statements += part.statements
            temporaries += part.temporaries
            part = out[i] = part.value
        if i < last and not timeless(part, cx):
            star = stars[i] if i < len(stars) else ""
            name = cx.names.new("value")
            spills = SPILLS_WITHOUT_DISPLAYS if cx.is_gone(cst.List) else SPILLS
            statements += spills[star](cx, name=name, value=part)
            temporaries.append(name.value)
            out[i] = name
    return tuple(statements), out, tuple(temporaries)


def has_let(nodes: Sequence[cst.CSTNode | None]) -> bool:
    return any(node.__class__ is Let for node in nodes)


def hoisted(node: N, cx: Context) -> tuple[Statements, N, tuple[str, ...]]:
    """*node* without Lets among its parts: (statements, node, temporaries)."""
    inside = parts(node)
    if not has_let(inside):
        return (), node, ()
    statements, inside, temporaries = spill_before(inside, cx, stars(node))
    return statements, rebuilt(node, inside), temporaries


def settle_expression(node: cst.BaseExpression, cx: Context) -> cst.BaseExpression:
    """*node*, or a Let of it, whose parts are free of Lets."""
    pure = all(part.pure for part in parts(node) if part.__class__ is Let)
    statements, node, temporaries = hoisted(node, cx)
    if (
        isinstance(node, cst.Yield)
        and isinstance(node.value, cst.BaseExpression)
        and temporaries
        and cx.lets_go
    ):
        return yielding_nothing_of_ours(node, node.value, statements, temporaries, cx)
    return Let(statements, node, temporaries, pure=pure) if statements or temporaries else node


HIDE = quote("hidden($function)")


def named(
    template: Template, function: cst.Name, name: cst.SimpleString, cx: Context
) -> tuple[cst.BaseStatement, ...]:
    """Statements that put the new *function* out of sight, if it is a global, and call it *name*, as *template* does."""
    if function.value not in cx.names.hidden:
        return template(cx, function=function, name=name)
    told = template(cx, function=HIDE.expression(cx, function=function), name=name)
    return told or HIDE(cx, function=function)


HOLD = quote("$take = holding($value)")
TAKEN = quote("$take()")


def yielding_nothing_of_ours(
    node: cst.Yield,
    value: cst.BaseExpression,
    statements: Statements,
    temporaries: Sequence[str],
    cx: Context,
) -> Let:
    """*node*, whose value needs *statements* and *temporaries*: they are released before the generator is suspended.

    What is yielded is the consumer's alone, so it is not kept in a variable either.
    """
    take = cx.names.new("take")
    statements = (*statements, *HOLD(cx, take=take, value=value), *deletions(temporaries, cx))
    taken = TAKEN.expression(cx, take=take)
    node = maker_of(node, value=taken, whitespace_after_yield=cst.SimpleWhitespace(" "))
    return Let(statements, node, (take.value,))


def deletions(names: Sequence[str], cx: Context) -> tuple[cst.BaseStatement, ...]:
    """Statements that release the temporaries *names*."""
    if not cx.lets_go:
        return ()
    names = list(dict.fromkeys(names))
    hidden = [name for name in names if name in cx.names.hidden]
    forget = (forgetting(hidden, cx),) if hidden else ()
    return (*(s for name in names if name not in hidden for s in DELETE(cx, name=cst.Name(name))), *forget)


def forgetting(names: Sequence[str], cx: Context) -> cst.SimpleStatementLine:
    """`_forget(_globals(), _item=0, …)`; with another helper where one of them is hidden among the builtins."""
    helper = "forget_hidden" if any(name in cx.names.hidden for name in names) else "forget"
    arguments = [cst.Arg(cst.Call(cx.names.helper("globals")))]
    arguments += [cst.Arg(cst.Integer("0"), keyword=cst.Name(name), equal=EQUAL) for name in names]
    return cst.SimpleStatementLine([cst.Expr(cst.Call(cx.names.helper(helper), arguments))])


LEAVES = (cst.Return, cst.Raise)
SCOPED = tuple(fields_of_scopes("function", "class", "lambda", "comprehension"))


def settle_line(line: cst.SimpleStatementLine, cx: Context) -> cst.SimpleStatementLine | Statements:
    """A simple statement on its line, with what its expressions need before and after it."""
    (small,) = line.body
    if isinstance(small, cst.AnnAssign) and small.annotation.annotation.__class__ is Let:
        return settle_annotation(small, small.annotation.annotation, line, cx)
    if isinstance(small, cst.AugAssign) and small.value.__class__ is Let and not small.value.pure:
        return cx.expand_early(small)  # the target is read before the value
    statements, new, temporaries = hoisted(small, cx)
    if not statements and not temporaries:
        return line
    if (
        isinstance(new, cst.Expr)
        and isinstance(new.value, cst.Name)
        and new.value.value in cx.names.temporaries
    ):
        return (*statements, *deletions(temporaries, cx))
    last = maker_of(line, body=[new], leading_lines=())
    if isinstance(new, LEAVES):
        return (*statements, *deletions(done_with(temporaries, statements, new), cx), last)
    return (*statements, last, *deletions(temporaries, cx))


def done_with(
    temporaries: Sequence[str], statements: Statements, leaving: cst.Return | cst.Raise
) -> list[str]:
    """Those of *temporaries* that nothing needs after *statements*, while *leaving* computes something."""
    value = leaving.value if isinstance(leaving, cst.Return) else leaving.exc
    if value is None or isinstance(value, (cst.Name, *CONSTANTS)):
        return []  # it does nothing but leave, and with the frame goes all
    if any(has_node(statement, SCOPED) for statement in statements):
        return []  # what is called then may need them
    return [name for name in temporaries if name not in names_in(leaving)]


ASSIGN = quote("$target = $value")


def settle_annotation(
    small: cst.AnnAssign, let: Let, line: cst.SimpleStatementLine, cx: Context
) -> Statements:
    """An annotated assignment whose annotation needs statements: the assignment, then those, then the annotation.

    `x[i]: T = v` becomes `x[i] = v; statements; x[i]: T`, where x and i are temporaries: the second time nothing is
    stored, but because of it there is an `__annotations__`.
    """
    inside = parts(small)
    later = (Let((), cst.Name("None")),) if target_parts(small.target) else ()  # so that they are kept
    statements, kept, temporaries = spill_before([*inside, *later], cx, stars(small))
    small = rebuilt(small, kept[: len(inside)])
    assigned = () if small.value is None else ASSIGN(cx, target=small.target, value=small.value)
    annotation = small.annotation.with_changes(annotation=let.value)
    bare = small.with_changes(annotation=annotation, value=None, equal=cst.MaybeSentinel.DEFAULT)
    annotated = line.with_changes(body=[bare], leading_lines=())
    released = deletions((*temporaries, *let.temporaries), cx)
    return (*statements, *assigned, *let.statements, annotated, *released)


def settle_if(node: cst.If, cx: Context) -> cst.If | Statements:
    """`if`: the statements of its test go before it."""
    statements, new, temporaries = hoisted(node, cx)
    if not statements and not temporaries:
        return node
    if temporaries and cx.lets_go:
        test = cx.names.flag("test")
        statements = (*statements, *asked(new.test, test, cx), *deletions(temporaries, cx))
        new = maker_of(new, test=test)
    return (*statements, maker_of(new, leading_lines=()))


def asked(test: cst.BaseExpression, flag: cst.Name, cx: Context) -> tuple[cst.BaseStatement, ...]:
    """The statements that put the truth of *test* into *flag*."""
    truth = truth_of(test, cx)
    asking = SPILL(cx, name=flag, value=truth)
    return cx.settled(asking) if truth.__class__ is Let else asking


WHILE = quote("""
    again: flag = 1
    while again:
        again = 0
        $statements
        if $test:
            again = 1
            $suite
""")
WHILE_ELSE = quote("""
    again: flag = 1
    while again:
        again = 0
        $statements
        if $test:
            again = 1
            $suite
    else:
        $otherwise
""")


def settle_while(node: cst.While, cx: Context) -> cst.While | Statements:
    """`while`: its test becomes statements in the loop, run before each turn."""
    test = node.test
    if test.__class__ is not Let:
        return node
    statements, value = tuple(test.statements), test.value
    if test.temporaries and cx.lets_go:
        flag = cx.names.flag("test")
        statements = (*statements, *asked(value, flag, cx), *deletions(test.temporaries, cx))
        value = flag
    if node.orelse is None:
        return WHILE(cx, statements=statements, test=value, suite=node.body)
    return WHILE_ELSE(cx, statements=statements, test=value, suite=node.body, otherwise=node.orelse)


def settle_try(node: cst.Try, cx: Context) -> cst.Try:
    """A handler whose type needs statements: they run in the handler of everything, which raises again.

    `except A: ... except T(statements): ...` becomes `except A: ... except: statements; try: raise; except T: ...`
    """
    for k, handler in enumerate(node.handlers):
        if handler.type.__class__ is Let:
            break
    else:
        return node
    let = handler.type
    again = cst.SimpleStatementLine([cst.Raise()])
    later = [maker_of(handler, type=let.value, leading_lines=()), *node.handlers[k + 1 :]]
    inner = settle_try(cst.Try(body=cst.IndentedBlock([again]), handlers=later), cx)
    block = cst.IndentedBlock([*let.statements, inner])
    catch_all = cst.ExceptHandler(body=block, leading_lines=handler.leading_lines)
    return maker_of(node, handlers=[*node.handlers[:k], catch_all])


def settle_with(node: cst.With, cx: Context) -> cst.With | Statements:
    """`with`: a later manager that needs statements nests; a target that does is opened."""
    for k, item in enumerate(node.items):
        if item.asname is not None and has_let(in_targets(item.asname.name)):
            return cx.expand_early(node)
        if item.item.__class__ is Let and k > 0:
            inner = maker_of(node, items=node.items[k:], leading_lines=())
            settled = settle_with(inner, cx)
            suite = settled if isinstance(settled, tuple) else (settled,)
            first = [*node.items[: k - 1], maker_of(node.items[k - 1], comma=cst.MaybeSentinel.DEFAULT)]
            return settle_statement(maker_of(node, items=first, body=cst.IndentedBlock(suite)), cx)
    return settle_statement(node, cx)


def settle_statement(node: C, cx: Context) -> C | Statements:
    """A compound statement whose header is evaluated before anything else; one with branches has to be opened."""
    if branches_with_let(node):
        return cx.expand_early(node)
    statements, new, temporaries = hoisted(node, cx)
    if not statements and not temporaries:
        return node
    return (*statements, maker_of(new, leading_lines=()), *deletions(temporaries, cx))


SETTLE: dict[type, Callable[[Any, Context], Any]] = {
    cst.SimpleStatementLine: settle_line,
    cst.If: settle_if,
    cst.While: settle_while,
    cst.Try: settle_try,
    cst.TryStar: settle_statement,
    cst.With: settle_with,
    cst.For: settle_statement,
    cst.Match: settle_statement,
}


def branches_with_let(node: cst.CSTNode) -> bool:
    """Does *node* hold a Let where it is not evaluated once, in its turn?"""
    return has_let(branches(node))


def pure_lifted(node: cst.BaseExpression) -> tuple[Let | None, cst.BaseExpression]:
    """(a Let of the functions that the branches of *node* define, or None; *node* without them).

    Defining a function of ours can be done before: nobody can tell, and nothing has to be opened for it.
    """
    names = branch_fields(node.__class__)
    lets = {name: part for name in names if (part := getattr(node, name)).__class__ is Let and part.pure}
    if not lets:
        return None, node
    statements = tuple(s for let in lets.values() for s in let.statements)
    temporaries = tuple(t for let in lets.values() for t in let.temporaries)
    node = maker_of(node, **{name: let.value for name, let in lets.items()})
    return Let(statements, node, temporaries, pure=True), node


def settle_function(node: cst.FunctionDef, cx: Context) -> cst.FunctionDef | Statements:
    """`def`: what its annotations need is done by the rewrite that sets them."""
    found = [param.annotation.annotation for param in parameters(node.params) if param.annotation]
    found = [one.value if isinstance(one, cst.StarredElement) else one for one in found]
    late = has_let([*found, node.returns and node.returns.annotation])
    if branches_with_let(node) or late and node.type_parameters is not None:
        return cx.settled(cx.expanded(node, "type parameters"))
    if late:
        return cx.settled(cx.expanded(node, cst.Annotation))
    return settle_statement(node, cx)


def settle_class(node: cst.ClassDef, cx: Context) -> cst.ClassDef | Statements:
    """`class`: bases and keywords that need statements; with type parameters these belong to a scope of their own."""
    late = has_let([arg.value for arg in (*node.bases, *node.keywords)])
    if branches_with_let(node) or late and node.type_parameters is not None:
        return cx.settled(cx.expanded(node, "type parameters"))
    return settle_statement(node, cx)


SETTLE[cst.FunctionDef] = settle_function
SETTLE[cst.ClassDef] = settle_class
