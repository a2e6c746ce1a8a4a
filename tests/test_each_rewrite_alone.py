"""Each rewrite alone: with it only, and with all but it, programs do what they did; and what it need not
touch, it leaves as it was, to the character.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import behaviour
import libcst as cst
import pytest
from behaviour import compiles_here, core_of, difference, runs_here, target_for, text_of, without_prelude
from grammar import ALTERNATIVES

from mvpy.pipeline import Desugared, desugar_source, rewrites_in_order
from mvpy.reading.parsing import parse
from mvpy.rewrites import ORDER
from mvpy.tree.positions import statement_lines

CORPUS = Path(__file__).parents[1] / "corpus"
PROGRAMS = [(name, path) for name in ORDER for path in sorted((CORPUS / name).glob("*.py"))]

# These walk through a module, a class or a function of their own accord, and a firing is recorded at some line inside.
ELSEWHERE = frozenset("""
    postponed_annotation private_name deep_nesting deferred_annotation annotated_assignment type_parameters
    class_definition global_statement await_expression coroutine
    """.split())
# The shape in the grammar of what these take is that of the statement around it.
AROUND = frozenset("""
    jump_through_finally yield_expression delete_statement constant_name parenthesized_expression
    """.split())
# Where all rewrites are at work, an earlier one takes the construct with what is around it.
TAKEN_BEFORE = frozenset({
    ("async_with_statement", "its_target_may_need_statements"),
    ("decorator", "it_sees_the_finished_class"),
    ("coroutine", "a_handler_may_wait"),
    ("coroutine", "an_asynchronous_generator_may_wait"),
    ("coroutine", "an_asynchronous_generator_that_awaits_is_known_as_one"),
    ("coroutine", "one_that_nobody_has_any_longer_is_finished"),
    ("loop_else", "an_asynchronous_loop_may_have_one"),
    ("formatted_string", "an_equal_sign_shows_the_expression"),
    ("boolean_operation", "what_is_opened_early_is_asked_once"),
    ("yield_expression", "its_value_is_what_was_sent"),
    ("slicing", "an_augmented_slice_is_evaluated_once"),
    ("delete_statement", "a_global_can_be_deleted_from_a_function"),
    ("delete_statement", "attributes_items_and_slices"),
    ("docstring", "without_docstrings_the_body_has_no_name_for_one"),
})  # fmt: skip
# What these show differs where all rewrites but their own are at work, too: another one opens the construct.
OPENED_ANYWAY = frozenset({
    ("await_expression", "what_a_coroutine_waits_for_is_not_told"),
    ("comparison_chain", "a_result_is_let_go_after_the_next_operand"),
    ("comprehension", "one_with_a_function_that_binds_is_a_function"),
    ("docstring", "without_docstrings_the_body_has_no_name_for_one"),
})  # fmt: skip

# Temporaries that nothing reads after the statement, by what their names begin with: each is deleted where it was bound.
RELEASED = {
    "match_statement": "_subject _parts _keys _rest _captured",
    "lazy_import": "_call _source",
    "type_parameters": "_type_parameters _make_body",
    "deferred_annotation": "_annotate _make_body",
    "class_definition": "_make_body _class_around",
    "async_for_statement": "_iterator",
    "async_with_statement": "_methods",
    "await_expression": "_sent",
    "with_statement": "_methods",
    "for_statement": "_item _iterator _no_more",
    "comparison_chain": "_left _right",
    "unpacking": "_items",
    "yield_from": "_sent",
    "decorator": "_function _decorator",
}

every_program = pytest.mark.parametrize(
    ("name", "path"), [pytest.param(name, path, id=f"{name}-{path.stem}") for name, path in PROGRAMS]
)
every_rewrite = pytest.mark.parametrize("name", ORDER)


def alone(name: str, path: Path) -> Desugared:
    return behaviour.alone(name, path, target_for(path))


@cache
def without(name: str, path: Path) -> Desugared:
    """The program at *path* after all rewrites but *name*."""
    return desugar_source(text_of(path), filename=str(path), keep=[name], target=target_for(path))


def program(name: str, path: Path):
    """A program of the corpus; what it says that differs in the core is the doing of its rewrite."""
    differs = any(line.startswith("# Differs:") for line in text_of(path).splitlines()[:3])
    marks = [pytest.mark.xfail(strict=True, reason="it says so")] if differs else []
    return pytest.param(name, path, id=f"{name}-{path.stem}", marks=marks)


@pytest.mark.parametrize(("name", "path"), [program(*pair) for pair in PROGRAMS])
def test_a_program_behaves_the_same_with_its_rewrite_only(name: str, path: Path):
    if not runs_here(path):
        pytest.skip("it needs a newer library")

    assert difference(path, alone(name, path).code) == ""


@every_program
def test_a_program_behaves_the_same_with_all_rewrites_but_its_own(name: str, path: Path):
    if not compiles_here(path):
        pytest.skip("the construct is newer than the Python that runs this")

    assert (difference(path, without(name, path).code) != "") == ((name, path.stem) in OPENED_ANYWAY)


@every_rewrite
def test_each_rewrite_fires_in_its_programs(name: str):
    fired = sum(site.rewrite == name for path in (CORPUS / name).glob("*.py") for site in full(path).sites)

    words = "an earlier one takes what its programs have, or its rule gives None for all of it"
    assert fired, f"where all rewrites run, `{name}` fires in no program of corpus/{name}/: {words}"


def full(path: Path) -> Desugared:
    return core_of(path, target_for(path))


@every_program
def test_the_output_of_a_rewrite_holds_nothing_for_it(name: str, path: Path):
    code = without_prelude(alone(name, path).code)
    again = desugar_source(code, filename=str(path), only=[name], target=target_for(path))

    assert again.code == code
    assert not again.sites


@every_rewrite
def test_the_prelude_holds_nothing_for_a_rewrite(name: str):
    codes = (alone(name, path).code for path in sorted((CORPUS / name).glob("*.py")))
    code = max((code for code in codes if code != without_prelude(code)), key=len, default="0\n")
    again = desugar_source(code, only=[name])

    assert again.code == code
    assert not again.sites


@every_program
def test_it_fires_where_its_construct_stands(name: str, path: Path):
    if name in ELSEWHERE:
        pytest.skip("where it fires is not where its construct stands")
    own = [alternative for alternative in ALTERNATIVES if name in alternative.rewrites]
    kinds = {kind.__name__ for kind in rewrites_in_order().named(name).rules} if name in AROUND else set()
    held = nodes_by_line(text_of(path))

    off = {
        line
        for line in lines_of(name, alone(name, path))
        if not kinds & set(held[line]) and not any(one.is_in(held[line]) for one in own)
    }
    lines = ", ".join(map(str, sorted(off)))
    assert (
        not off
    ), f"`{name}` fires at line {lines} of {path.name}, where no alternative in tests/grammar.py that names it stands"


def nodes_by_line(source: str) -> dict[int, dict[str, list[cst.CSTNode]]]:
    """The nodes in each statement and clause, by the line at which it begins, and by the names of their types."""
    tree = parse(source)
    lines, _ = statement_lines(tree)
    found: dict[int, dict[str, list[cst.CSTNode]]] = defaultdict(lambda: defaultdict(list))
    stack: list[tuple[cst.CSTNode, frozenset[int]]] = [(tree, frozenset())]
    while stack:
        node, around = stack.pop()
        if id(node) in lines:
            around |= {lines[id(node)][1]}
        for line in around:
            found[line][type(node).__name__].append(node)
        stack.extend((child, around) for child in node.children)
    return found


def lines_of(name: str, output: Desugared) -> set[int]:
    """The lines at which the rewrite *name* fired."""
    return {site.line for site in output.sites if site.rewrite == name}


@every_program
def test_with_all_rewrites_it_fires_where_it_fires_alone(name: str, path: Path):
    lines = lines_of(name, alone(name, path))
    if not lines:
        pytest.skip("the program shows what is left alone")

    assert bool(lines & lines_of(name, full(path))) == ((name, path.stem) not in TAKEN_BEFORE)


def test_what_is_taken_before_is_in_the_corpus():
    assert {(name, path.stem) for name, path in PROGRAMS} >= TAKEN_BEFORE


@every_program
def test_a_statement_without_the_construct_stays_as_it_was(name: str, path: Path):
    if cst.Module in rewrites_in_order().named(name).rules:
        pytest.skip("it takes the module as a whole")
    source, output = text_of(path), alone(name, path)
    rewritten = {site.line for site in output.sites}

    lines = iter(output.code.splitlines())
    gone = [line for line in untouched_lines(source, rewritten) if not any(line == other for other in lines)]
    assert gone == []


def untouched_lines(source: str, rewritten: set[int]) -> list[str]:
    """The lines of the statements of the module that neither are at one of the lines *rewritten* nor hold one."""
    text = source.splitlines()
    starts = statement_starts(source)
    out: list[str] = []
    for start, end in zip(starts, [*starts[1:], len(text) + 1]):
        if not any(start <= line < end for line in rewritten):
            out += [
                line
                for line in text[start - 1 : end - 1]
                if line.strip() and not line.lstrip().startswith("#")
            ]
    return out


def statement_starts(source: str) -> list[int]:
    """The lines at which the statements of a module begin."""
    tree = parse(source)
    lines, _ = statement_lines(tree)
    return [lines[id(statement)][1] for statement in tree.body]


@pytest.mark.parametrize(("name", "hints"), RELEASED.items())
def test_temporaries_are_deleted_where_they_were_bound(name: str, hints: str):
    deleted, left = set(), []
    for path in sorted((CORPUS / name).glob("*.py")):
        try:
            tree = ast.parse(without_prelude(alone(name, path).code))
        except SyntaxError:
            continue  # what stays is newer than the Python that runs this
        for bound, gone in names_of_scopes(tree):
            ours = {one for one in bound if re.sub(r"(_\d+|_[0-9a-f]{6})+$", "", one) in hints.split()}
            deleted |= {hint for hint in hints.split() for one in ours & gone if one.startswith(hint)}
            left += [f"{path.stem}: {one}" for one in sorted(ours - gone)]

    assert left == []
    assert deleted == set(hints.split())


def names_of_scopes(tree: ast.Module) -> list[tuple[set[str], set[str]]]:
    """What each scope of *tree* binds, and what it deletes."""
    found: list[tuple[set[str], set[str]]] = [(set(), set())]
    stack: list[tuple[ast.AST, tuple[set[str], set[str]]]] = [(tree, found[0])]
    while stack:
        node, (bound, deleted) = stack.pop()
        inside = (bound, deleted)
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                bound.add(node.name)
                found.append(inside := (set(), set()))
            case ast.Lambda():
                found.append(inside := (set(), set()))
            case ast.Name(id=name, ctx=ast.Store()):
                bound.add(name)
            case ast.Name(id=name, ctx=ast.Del()):
                deleted.add(name)
        stack.extend((child, inside) for child in ast.iter_child_nodes(node))
    return found


@pytest.mark.parametrize("name", ["tour", "lisp", "tiny_orm"])
def test_a_program_without_any_construct_of_a_rewrite_is_not_changed(name: str):
    source = text_of(CORPUS / "programs" / f"{name}.py")
    kinds = kinds_in(parse(source))
    absent = [rewrite for rewrite in ORDER if not kinds & set(rewrites_in_order().named(rewrite).rules)]

    assert len(absent) > 3
    assert not desugar_source(source, only=absent).changed


def kinds_in(tree: cst.Module) -> set[type]:
    """The types of the nodes of *tree*."""
    found: set[type] = set()
    stack: list[cst.CSTNode] = [tree]
    while stack:
        node = stack.pop()
        found.add(type(node))
        stack.extend(node.children)
    return found
