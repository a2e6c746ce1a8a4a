"""What of the core and of the builtins a program uses, in the words of the ladder of `corpus/core`."""

from __future__ import annotations

import ast
import builtins
import symtable
import tokenize
from collections.abc import Iterator
from io import StringIO

LARGE = 2**32  # an integer from here on does not fit everywhere

OF_NUMBERS = {"_": "grouped digits", "xob": "integer in another base"}

Node = tuple[ast.AST, ast.AST | None]


def features(text: str) -> set[str]:
    """What of the core the program *text* uses, in the words of the ladder, and the builtins by their names."""
    tree = ast.parse(text)
    shown = {word for node, parent in nodes(tree) for word in words(node, parent)}
    shares = shares_variables(symtable.symtable(text, "program", "exec"))
    return shown | used_builtins(tree) | layout(text) | {*["variable of a function around"] * shares}


def used_builtins(tree: ast.AST) -> set[str]:
    """The builtins that the program *tree* reads, and does not hide by a name of its own that stands above."""
    first: dict[str, ast.AST] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.FunctionDef(name=name) if hasattr(
                builtins, name
            ):
                first[name] = min(node, first.get(name, node), key=place)
    return {
        name for name, node in first.items() if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def shares_variables(table: symtable.SymbolTable) -> bool:
    """Whether a function in *table* uses a variable of a function around it."""
    used = isinstance(table, symtable.Function) and table.get_frees()
    return bool(used) or any(map(shares_variables, table.get_children()))


def nodes(tree: ast.AST) -> Iterator[Node]:
    """Every node of *tree* but the tree itself, with the node around it."""
    for parent in ast.walk(tree):
        yield from ((child, parent) for child in ast.iter_child_nodes(parent))


def words(node: ast.AST, parent: ast.AST | None) -> Iterator[str]:
    """What *node*, inside *parent*, shows of the core."""
    match node:
        case ast.Constant(value=value):
            yield "integer"
            yield from ["large integer"] * (value >= LARGE)
        case ast.Name():
            yield from ["name"] * (not is_called_or_bound(node, parent))
        case ast.Call():
            yield from words_of_call(node)
        case ast.arguments():
            yield from words_of_parameters(node)
        case ast.Expr(value=value) if not isinstance(value, ast.Yield):
            yield from ["expression as a statement"] * isinstance(value, ast.Constant)
            yield from ["name as a statement"] * isinstance(value, ast.Name)
        case ast.Yield(value=value):
            yield from ["yield"] + ["yield without a value"] * (value is None)
            yield from ["value of yield"] * isinstance(parent, ast.Assign)
        case _:
            yield from words_of_statement(node, parent)


def is_called_or_bound(node: ast.Name, parent: ast.AST | None) -> bool:
    """Whether *node* is what *parent* calls or assigns to."""
    return isinstance(node.ctx, ast.Store) or isinstance(parent, ast.Call) and parent.func is node


def words_of_statement(node: ast.AST, parent: ast.AST | None) -> Iterator[str]:
    """What *node* shows of the core, if it is a statement with words of its own, or a handler."""
    match node:
        case ast.Assign():
            yield "assignment"
        case ast.FunctionDef():
            yield "def"
            yield from ["def in a suite"] * (not isinstance(parent, ast.Module))
            yield from ["def in a loop"] * isinstance(parent, ast.While)
        case ast.Nonlocal(names=names):
            yield from ["nonlocal"] + ["several names behind nonlocal"] * (len(names) > 1)
        case ast.Return(value=value):
            yield "return" if value else "return without a value"
        case ast.Raise(exc=value):
            yield "raise of a value" if value else "raise alone"
        case ast.While():
            yield "while"
        case ast.Try(handlers=handlers):
            yield from ["try"] + ["several handlers"] * (len(handlers) > 1)
        case ast.ExceptHandler(type=kind, name=name):
            yield "except with a type" if kind else "except without a type"
            yield from ["except with a name"] * (name is not None)
            yield from ["except with a computed type"] * isinstance(kind, ast.Call)


def words_of_call(node: ast.Call) -> Iterator[str]:
    """What the call *node* shows of the core."""
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    stars = [isinstance(argument, ast.Starred) for argument in node.args]
    inside = [argument.value if isinstance(argument, ast.Starred) else argument for argument in given]
    names = [keyword.arg for keyword in node.keywords]
    found = {
        "call": True,
        "several arguments": len(given) > 1,
        "call as an argument": any(isinstance(argument, ast.Call) for argument in inside),
        "call of what a call gives": isinstance(node.func, ast.Call),
        "star argument": any(stars),
        "several star arguments": sum(stars) > 1,
        "star argument behind a keyword": any(stars) and is_behind_a_keyword(node),
        "keyword argument": any(names),
        "double-star argument": None in names,
        "several double-star arguments": names.count(None) > 1,
    }
    yield from (word for word, shown in found.items() if shown)


def place(node: ast.AST) -> tuple[int, int]:
    """Where *node* begins: line and column."""
    return node.lineno, node.col_offset


def is_behind_a_keyword(node: ast.Call) -> bool:
    """Whether the last positional argument of the call *node* stands behind a keyword argument."""
    return bool(node.keywords) and place(node.keywords[0]) < place(node.args[-1])


def words_of_parameters(node: ast.arguments) -> Iterator[str]:
    """What the parameters *node* show of the core."""
    found = {
        "parameter": node.posonlyargs or node.args,
        "several parameters": len(node.posonlyargs + node.args) > 1,
        "positional-only parameter": node.posonlyargs,
        "default": node.defaults,
        "star parameter": node.vararg,
        "star alone": node.kwonlyargs and not node.vararg,
        "keyword-only parameter": node.kwonlyargs,
        "default of a keyword-only parameter": any(node.kw_defaults),
        "double-star parameter": node.kwarg,
    }
    yield from (word for word, shown in found.items() if shown)


def layout(text: str) -> set[str]:
    """What the program *text* uses of how programs may be written."""
    found = set()
    for token in tokenize.generate_tokens(StringIO(text).readline):
        _, column = token.start
        if token.type == tokenize.COMMENT and token.line[:column].strip():
            found.add("comment beside code")
        if token.type == tokenize.NL and token.line.strip() and not token.line.strip().startswith("#"):
            found.add("call over several lines")
        if token.type == tokenize.NAME and not token.string.isascii():
            found.add("letter of another script")
        if token.type == tokenize.NUMBER:
            found |= {word for letters, word in OF_NUMBERS.items() if {*letters} & {*token.string.lower()}}
    return found
