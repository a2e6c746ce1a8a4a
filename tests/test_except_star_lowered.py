"""`except*` for a host before Python 3.11: a few lines more, and what the programs of the corpus print is the same."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source
from mvpy.verification.hosts import places_of

CORPUS = Path(__file__).parents[1] / "corpus" / "except_star"
HOSTS = [(3, minor) for minor in range(6, 11)]
# What only exact outputs do, such as the words of errors, and what these hosts lack.
APART = ("# Plain:", "# Hosts before")
PROGRAMS = sorted(
    path.stem
    for path in CORPUS.glob("*.py")
    if "except*" in (text := path.read_text(encoding="utf-8")) and not any(word in text for word in APART)
)


def lowered(text: str, *version: int) -> str:
    """*text* for the CPython of this *version*."""
    return desugar_source(text, kinds=PLAIN, target=(3, 13), lowering=Lowering(version)).code


def printed(text: str, python: str) -> str:
    """What the program *text* prints."""
    run = subprocess.run([python, "-W", "ignore", "-c", text], capture_output=True, text=True)
    assert not run.stderr, f"{run.stderr}\n{text}"
    return run.stdout.replace(",)", ")")  # of Python 3.6


@cache
def as_written(program: str) -> str:
    return printed((CORPUS / f"{program}.py").read_text(encoding="utf-8"), sys.executable)


@pytest.mark.parametrize("version", HOSTS, ids=str)
@pytest.mark.parametrize("program", PROGRAMS)
def test_an_older_host_prints_the_same(program: str, version: tuple[int, int]):
    python = places_of(f"python{version[0]}.{version[1]}")
    if (
        not python
        or version < (3, 7)
        and "asyncio.run" in (CORPUS / f"{program}.py").read_text(encoding="utf-8")
    ):
        pytest.skip("it does not run here")

    text = lowered((CORPUS / f"{program}.py").read_text(encoding="utf-8"), *version)
    assert printed(text, python[-1]) == as_written(program)


ONE = """\
try:
    work()
except* ValueError as errors:
    report(errors)
"""
SHORT = """\
with _ExceptStar(1) as _star:
    try:
        with _star.suite(lambda: ValueError):
            work()
    except _star.taken as errors:
        report(errors)
"""


def test_one_clause_is_two_lines_more():
    code = lowered(ONE, 3, 10)

    assert code.endswith(SHORT)
    assert "\n_supply_groups()\n" in code


LONG = ["async def f():\n    try: a\n    except* (await b): c\n", "class A:\n    try: a\n    except* B: c\n"]


@pytest.mark.parametrize("text", LONG)
def test_types_that_cannot_wait_in_a_function_are_evaluated_in_place(text: str):
    assert "_star_left(" in lowered(text, 3, 10)


PACKAGE = "class BaseExceptionGroup(BaseException): pass\nclass ExceptionGroup(BaseExceptionGroup, Exception): pass\n"


def test_groups_are_those_of_the_package_if_it_is_there(tmp_path: Path):
    python = places_of("python3.8")
    if not python:
        pytest.skip("it is not here")
    (tmp_path / "exceptiongroup.py").write_text(PACKAGE)
    text = lowered(
        "try: pass\nexcept* OSError: pass\nimport exceptiongroup as own\nprint(ExceptionGroup is own.ExceptionGroup)\n",
        3,
        8,
    )
    run = subprocess.run([python[-1], "-c", text], capture_output=True, text=True, cwd=tmp_path)

    assert (run.stdout, run.stderr) == ("True\n", "")


def test_a_name_of_the_program_hides_no_group_from_us():
    text = (
        f"import sys\nif sys.version_info < (3, 11):\n    ExceptionGroup = BaseExceptionGroup = None\n{ONE}"
    )

    assert "\n_supply_groups()\n_BaseExceptionGroup = BaseExceptionGroup\n" in lowered(text, 3, 8)
