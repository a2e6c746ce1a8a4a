"""What a rewrite says of itself: the docstring and the contract of its file, which are read without importing anything."""

from __future__ import annotations

import ast
import re
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import find_spec

from mvpy.errors import ContractError, reason
from mvpy.rewrites import ORDER
from mvpy.tree.syntax_trees import syntax_tree

GRAMMAR = re.compile(r"^Grammar\n((?:    .*\n|\n)+)", re.MULTILINE)
RULE = re.compile(r"^    (\w+) ::=", re.MULTILINE)
QUOTED = re.compile(r'"([^"\s]+)"')
CODE = re.compile(r"`([^`]+)`")
SPECIAL = re.compile(r"`(__\w+__)`")
PEP = re.compile(r"\bPEP (\d+)|/pep-0*(\d+)")
PUNCTUATION = frozenset(
    ", : ( ) [ ] { } {{ }} = !".split()
)  # found in too much of the grammar to say anything
PAIRS = ("()", "[]", "{}")
BETWEEN = re.compile(r"(?<=[^\W_])[-_\s]+(?=[^\W_])")


@cache
def file_of_rewrite(rewrite: str) -> ast.Module:
    """The file of *rewrite*; a ContractError if there is none, or if it cannot be read."""
    module = f"mvpy.rewrites.{rewrite}"
    spec = find_spec(module)
    if spec is None or not isinstance(spec.loader, SourceFileLoader):
        raise ContractError(
            "rewrites/__init__.py", f"ORDER names `{rewrite}`, and there is no rewrites/{rewrite}.py"
        )
    try:
        return syntax_tree(spec.loader.get_source(module) or "")
    except SyntaxError as error:
        file = f"{rewrite}/__init__.py" if spec.submodule_search_locations else f"{rewrite}.py"
        raise ContractError(
            f"rewrites/{file}:{error.lineno}", f"it cannot be loaded: {reason(error)}"
        ) from error


def is_contract(statement: ast.stmt) -> bool:
    """Is *statement* the one that binds CONTRACT?"""
    match statement:
        case ast.Assign(targets=[ast.Name(id="CONTRACT")], value=ast.Call()):
            return True
    return False


def is_forgotten(rewrite: str) -> bool:
    """Is there a file for *rewrite*, and ORDER does not name it?"""
    if not rewrite.isidentifier() or rewrite in ORDER or find_spec(f"mvpy.rewrites.{rewrite}") is None:
        return False
    return any(map(is_contract, file_of_rewrite(rewrite).body))


def words_of(rewrite: str) -> str:
    """The docstring of the file of *rewrite*."""
    return ast.get_docstring(file_of_rewrite(rewrite), clean=False) or ""


def title_of(rewrite: str) -> str:
    """The first line of the docstring of the file of *rewrite*."""
    return words_of(rewrite).split("\n", 1)[0]


def declared_words(rewrite: str) -> tuple[str, ...]:
    """The *words* in the contract of *rewrite*."""
    for statement in file_of_rewrite(rewrite).body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="CONTRACT")], value=ast.Call(keywords=keywords)):
                given = {keyword.arg: keyword.value for keyword in keywords}
                return ast.literal_eval(given["words"]) if "words" in given else ()
    return ()


@cache
def called(rewrite: str) -> frozenset[str]:
    """All that the construct of *rewrite* is called, or written with, in the form that `normal` gives words.

    The words of its name, and those that its contract declares; what stands as code in its title, before the colon;
    the keywords, the signs and the rules of its Grammar; special methods; PEPs.
    """
    text = words_of(rewrite)
    found = GRAMMAR.search(text + "\n")
    grammar = found[1] if found else ""
    derived = {*CODE.findall(title_of(rewrite).partition(": ")[0]), *QUOTED.findall(grammar)} - PUNCTUATION
    derived |= {*RULE.findall(grammar), *SPECIAL.findall(text)}
    derived |= {f"PEP {one or other}" for one, other in PEP.findall(text)}
    return frozenset(map(normal, (*rewrite.split("_"), *declared_words(rewrite), *derived)))


def normal(word: str) -> str:
    """*word* as words are compared: `f-string`, `F string` and `fstring` are one, and a bracket is its pair."""
    plain = BETWEEN.sub("", word.strip().lower().replace('"', "'"))
    return next((pair for pair in PAIRS if plain and plain in pair), plain)
