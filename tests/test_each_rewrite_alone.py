"""Each rewrite alone: with it only, and with all but it, programs do what they did; and what it need not
touch, it leaves as it was, to the character.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import libcst as cst
import pytest
from behaviour import compiles_here, difference, runs_here, target_for

from mvpy.machine.rewrite import Rewrite
from mvpy.pipeline import Desugared, desugar_source, rewrites_in_order
from mvpy.reading.parsing import parse
from mvpy.reading.source import read_source
from mvpy.rewrites import ORDER
from mvpy.verification import close_sessions

CORPUS = Path(__file__).parents[1] / "corpus"
PROGRAMS = [(name, path) for name in ORDER for path in sorted((CORPUS / name).glob("*.py"))]

every_program = pytest.mark.parametrize(
    ("name", "path"), [pytest.param(name, path, id=f"{name}-{path.stem}") for name, path in PROGRAMS]
)
every_rewrite = pytest.mark.parametrize("name", ORDER)


@pytest.fixture(scope="module", autouse=True)
def no_interpreter_outlives_this_file():
    yield
    close_sessions()


@cache
def source_of(path: Path) -> str:
    return read_source(path.read_bytes(), str(path)).text


@cache
def alone(name: str, path: Path) -> Desugared:
    """The program at *path* after the rewrite *name* only, which was run twice to see that nothing is left."""
    return desugar_source(
        source_of(path), filename=str(path), only=[name], target=target_for(path), check=True
    )


@cache
def without(name: str, path: Path) -> Desugared:
    """The program at *path* after all rewrites but *name*."""
    return desugar_source(source_of(path), filename=str(path), keep=[name], target=target_for(path))


def program(name: str, path: Path):
    """A program of the corpus; what it says that differs in the core is the doing of its rewrite."""
    differs = any(line.startswith("# Differs:") for line in source_of(path).splitlines()[:3])
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

    assert difference(path, without(name, path).code) == ""


@every_rewrite
def test_each_rewrite_fires_in_its_programs(name: str):
    fired = sum(site.rewrite == name for path in (CORPUS / name).glob("*.py") for site in full(path).sites)

    assert fired


@cache
def full(path: Path) -> Desugared:
    return desugar_source(source_of(path), filename=str(path), target=target_for(path))


@every_program
def test_the_output_of_a_rewrite_holds_nothing_for_it(name: str, path: Path):
    code = alone(name, path).code
    again = desugar_source(code, filename=str(path), only=[name], target=target_for(path))

    assert again.code == code
    assert not again.sites


@every_program
def test_only_its_rewrite_fires(name: str, path: Path):
    assert {site.rewrite for site in alone(name, path).sites} <= {name}


@every_program
def test_a_statement_without_the_construct_stays_as_it_was(name: str, path: Path):
    if cst.Module in rewrites_in_order().named(name).rules:
        pytest.skip("it takes the module as a whole")
    source, output = source_of(path), alone(name, path)
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
    from mvpy.tree.positions import statement_lines

    tree = parse(source)
    lines, _ = statement_lines(tree)
    return [lines[id(statement)][1] for statement in tree.body]


@pytest.mark.parametrize("name", ["tour", "lisp", "tiny_orm"])
def test_a_program_without_any_construct_of_a_rewrite_is_not_changed(name: str):
    source = source_of(CORPUS / "programs" / f"{name}.py")
    absent = [rewrite for rewrite in ORDER if not holds_node_of(rewrites_in_order().named(rewrite), source)]

    assert all(not desugar_source(source, only=[rewrite]).changed for rewrite in absent)


def holds_node_of(rewrite: Rewrite, source: str) -> bool:
    """Whether *source* has a node of a type for which *rewrite* has a rule."""
    stack: list[cst.CSTNode] = [parse(source)]
    while stack:
        node = stack.pop()
        if type(node) in rewrite.rules:
            return True
        stack.extend(node.children)
    return False
