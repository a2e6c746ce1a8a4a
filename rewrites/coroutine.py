"""A coroutine function: a generator function, and a flag.

    async def answer():
        return 42

becomes

    def answer():
        if 0:
            yield
        return 42
    answer = _coroutine(answer)

Grammar
    async_funcdef ::= [decorators] "async" "def" funcname "(" [parameter_list] ")" ["->" expression] ":" suite

Meaning
    1. What a call gives can be awaited, once.
    2. With a `yield` in it, it is an asynchronous generator function; what it yields is wrapped, so that nobody
       takes it for an await. Where it awaits, it yields by a call that hosts before Python 3.11 have patched away.

Opens
    `await`, `async for` and `async with` in it.

Exactly
    1. (kinds) What a call gives is a real coroutine or asynchronous generator: `inspect` and `types` know it, it has a
       name and a frame, can't go on when it has ended, and somebody warns if it is never awaited.
    2. (release) No temporary holds an asynchronous generator: the event loop finishes it as soon as nobody has it.

Reference
    https://docs.python.org/3/reference/compound_stmts.html#coroutine-function-definition
    PEP 492; PEP 525; https://snarky.ca/unravelling-async-and-await/
"""

from dataclasses import replace

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.contract import Construct, Contract, Opening
from mvpy.machine.quote import quote
from mvpy.machine.rewrite import after_rule, rewrites
from mvpy.machine.scope_walk import ScopeWalk
from mvpy.machine.walk import Walk
from mvpy.rewrites.await_expression import delegated
from mvpy.rewrites.comprehension.loops import waits
from mvpy.rewrites.kept_classes import reads_definition
from mvpy.scopes.analysis import has_node
from mvpy.tree.let import Let
from mvpy.tree.suite import Statements, split_docstring, suite_of

CONTRACT = Contract(
    removes=Construct(
        "coroutine function definition", cst.FunctionDef, such=lambda node: node.asynchronous is not None
    ),
    grammar="function_def_raw",
    words=("async def", "async function", "async generator"),
    after={
        "class_definition": "a method is a coroutine function before it is stored among the names of the class",
        "comprehension": "an asynchronous comprehension waits in the function around",
    },
    opens=(
        Opening("comprehension", "in what is no coroutine function it cannot wait", waits),
        Opening("generator_expression", "in what is no coroutine function it cannot wait", waits),
    ),
)

GENERATOR = quote("""
    if 0:
        yield
""")
COROUTINE = quote("$target = coroutine($function)")
ASYNC_GENERATOR = quote("$target = async_generator($function, $awaits)")
PLAIN_ASYNC_GENERATOR = quote("$target = asynchronous_generator($function)")
PLAIN_WRAPPED = quote("Value($value)")
WRAPPED = quote("wrapped($value, $awaits)")
SUSPENDED = quote("suspension()(suspending($value))")


@rewrites(cst.FunctionDef)
def coroutine(node: cst.FunctionDef, cx: Context) -> Statements | None:
    if node.asynchronous is None:
        return None
    if node.decorators:
        return after_rule(cx.expanded_by("decorator", node), cst.FunctionDef, coroutine, cx)
    above, documented, rest = split_docstring(suite_of(node.body)) or ((), None, suite_of(node.body))
    if documented and cx.exactly("kinds"):
        return after_rule(cx.expanded_by("docstring", node), cst.FunctionDef, coroutine, cx)
    reads_definition(cx)
    name = cst.Name(node.name.value)
    opened = tuple(AsynchronousStatements(cx).sequence(rest))
    block = cst.IndentedBlock(opened)
    awaits = has_node(block, (cst.Await,))
    generates = has_node(block, (cst.Yield,))
    body = tuple(Values(generates, cst.Integer(str(int(awaits))), cx).sequence(opened))
    if generates and not cx.exactly("words", "release", "kinds"):
        made = PLAIN_ASYNC_GENERATOR(cx, target=name, function=name)
    elif generates:
        made = ASYNC_GENERATOR(cx, target=name, function=name, awaits=cst.Integer(str(int(awaits))))
    else:
        body = (*GENERATOR(cx), *body)
        made = COROUTINE(cx, target=name, function=name)
    body = (*above, *((documented,) if documented else ()), *body)
    return (node.with_changes(asynchronous=None, body=cst.IndentedBlock(body), leading_lines=()), *made)


class AsynchronousStatements(ScopeWalk):
    """The body of a coroutine function, without `async for` and `async with`."""

    def __init__(self, cx: Context) -> None:
        super().__init__(cx, lambda name: None, lambda name: None, lambda name: ())
        self.rules = {
            cst.For: [lambda n, cx: cx.expanded_by("async_for_statement", n) if n.asynchronous else None],
            cst.With: [lambda n, cx: cx.expanded_by("async_with_statement", n) if n.asynchronous else None],
        }


class Values(ScopeWalk):
    """The body of a coroutine or asynchronous generator, with what it awaits, and with the values for its consumer."""

    def __init__(self, generates: bool, awaits: cst.Integer, cx: Context) -> None:
        super().__init__(cx, lambda name: None, lambda name: None, lambda name: ())
        self.generates, self.awaits = generates, awaits
        self.rules = {cst.Yield: [self.wrap], cst.Await: [self.wait]}

    def wait(self, node: cst.Await, cx: Context) -> cst.BaseExpression:
        waiting = delegated(node, cx, self.generates)
        if self.generates and cx.exactly(
            "words", "release", "kinds"
        ):  # in plain, what the consumer gets is told by its wrapper
            assert isinstance(waiting, Let)
            waiting = replace(waiting, statements=Suspensions(cx).sequence(tuple(waiting.statements)))
        return waiting

    def wrap(self, node: cst.Yield, cx: Context) -> cst.Yield | None:
        if isinstance(node.value, cst.From):
            return None
        value = node.value or cst.Name("None")
        if cx.exactly("words", "release", "kinds"):
            wrapped = WRAPPED.expression(cx, value=value, awaits=self.awaits)
        else:
            wrapped = PLAIN_WRAPPED.expression(cx, value=value)
        return node.with_changes(value=wrapped, whitespace_after_yield=cst.SimpleWhitespace(" "))


class Suspensions(Walk):
    """What an `await` in an asynchronous generator comes down to, its `yield` marked as one that suspends."""

    def __init__(self, cx: Context) -> None:
        super().__init__({cst.Yield: [self.suspend]}, cx)

    def suspend(self, node: cst.Yield, cx: Context) -> cst.Yield:
        assert isinstance(node.value, cst.BaseExpression)
        return node.with_changes(value=SUSPENDED.expression(cx, value=node.value))
