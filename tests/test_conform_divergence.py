"""Where a core parts from CPython: the first call, or the first statement, that does something else."""

from __future__ import annotations

import contextlib
import io
import itertools
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from test_conform import changed, only, place

from mvpy.conform.core_faults import MOST_MARKS, MOST_PATCHES, CoreFaults
from mvpy.conform.divergence import Parting, marked, parting, said
from mvpy.conform.results import Case
from mvpy.verification import Observation

__all__ = ["place"]  # the fixture is for each test here, too

CORE = """
def f(a, b):
    print(a)
    return b
x = f(1, len("abc"))
try:
    raise KeyError
except KeyError:
    print(x)
"""
# Says one more of the boxes of a program.
ANOTHER_LEN = """
class Change(ast.NodeTransformer):
    pass
def another(thing):
    return len(thing) + (type(thing).__name__ == "Box")
GIVEN = {"len": another}
"""
# Knows no `raise` alone.
NEVER_RAISES = """
class Change(ast.NodeTransformer):
    def visit_Raise(self, node):
        return ast.Pass() if node.exc is None else node
"""


def run(program: str) -> Observation:
    """What *program* prints here."""
    written = io.StringIO()
    with contextlib.redirect_stdout(written):
        exec(program, {"__name__": "__main__"})
    return Observation("here", "finished", stdout=written.getvalue().encode())


def test_a_core_with_marks_does_the_same():
    events, printed = said(run(marked(CORE, {}, True)))

    assert printed == run(CORE).stdout.decode()
    assert [event.partition("\x1d")[2] for event in events if event[0] == "("] == [
        "len",
        "call",
        "print",
        "print",
    ]


def test_the_same_runs_do_not_part():
    right = said(run(marked(CORE, {}, True)))[0]

    assert parting(right, said(run(marked(CORE, {}, False)))[0]) is None


def test_runs_part_at_the_first_call_that_gives_something_else():
    right = said(run(marked(CORE, {}, True)))[0]

    there = said(run(marked(CORE, {1: "(0, 4)"}, False)))[0]

    assert parting(right, there) == Parting("len", 1, "(0, 3)")


def test_a_call_that_should_raise_is_put_right():
    core = "try:\n    next(iter(()))\n    print(1)\nexcept StopIteration:\n    print(2)\n"
    right = said(run(marked(core, {}, True)))[0]

    there = said(run(marked(core, {2: "(0, 4)"}, False)))[0]

    found = parting(right, there)
    assert found == Parting("next", 2, "(1, StopIteration)")
    assert said(run(marked(core, {2: found.patch}, False)))[1] == "2\n"


@pytest.mark.parametrize(
    ("event", "blame"),
    [("@3 raise", "raise"), ("@3 yield", "yield"), ("@3 while", "while"), ("@3 super", "super"), ("@3 ", "")],
)
def test_a_statement_without_calls_is_to_blame_itself(event: str, blame: str):
    assert parting(["@2 ", event, "@4 "], ["@2 ", event, "@5 "]) == Parting(blame)


def test_what_is_raised_there_too_is_not_to_blame():
    right = ["(1 \x1dgetattr", "@3 raise", "@7 "]

    assert parting(right, ["(1 ", "@3 raise", "!1 AttributeError"]) == Parting("")


def test_a_finalizer_that_does_not_run_is_named():
    assert parting(["@2 ", "@7 __del__"], ["@2 ", "@3 "]) == Parting("__del__")


def test_what_a_call_gives_for_objects_of_the_program_is_compared(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.conform.asking.probed", lambda run, entries: _all(entries))

    found = only(changed(ANOTHER_LEN), """
        class Box:
            def __len__(self):
                return 2
        print(len(Box()))
    """)  # fmt: skip

    assert (found["verdict"], found["blame"]) == ("library", ["len"])


def test_what_differs_and_does_not_matter_is_not_blamed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.conform.asking.probed", lambda run, entries: _all(entries))
    two = ANOTHER_LEN.replace('{"len"', '{"callable": lambda thing: None, "len"')

    found = only(changed(two), """
        class Box:
            def __len__(self):
                return 2
        print("no" if callable(Box()) == 3 else "yes", len(Box()))
    """)  # fmt: skip

    assert found["blame"] == ["len"]


def test_a_statement_is_named_by_the_construct(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.conform.asking.probed", lambda run, entries: _all(entries))

    found = only(changed(NEVER_RAISES), """
        def again():
            raise
        try:
            try:
                raise KeyError
            except KeyError:
                again()
                print("no")
        except KeyError:
            print("yes")
    """)  # fmt: skip

    assert (found["verdict"], found["blame"]) == ("core", ["raise"])


def _all(entries: object) -> set[str]:
    """The names of all *entries*: a host that lacks none, and is not asked, which would take long."""
    return {entry.name for entry in entries}  # type: ignore[attr-defined]


def test_why_known_faults_are_blamed_on_something_else_is_said_of_those_that_there_are():
    folder = Path(__file__).parent / "known_faults"
    faults = json.loads((folder / "faults.json").read_text(encoding="utf-8"))

    why = faults.pop("why")

    assert {path.stem for path in folder.glob("*.py")} == set(faults)
    assert [one for program, hosts in why.items() for one in hosts if one not in faults[program]] == []


def test_a_core_that_does_not_come_to_its_end_is_looked_into_once(monkeypatch: pytest.MonkeyPatch):
    runs: list[str] = []
    monkeypatch.setattr(
        "mvpy.conform.core_faults.parting", lambda right, there: Parting("call", len(runs), "(False, 0)")
    )
    long = Observation("mine", "timeout", b"")

    def ran(code: str) -> Observation:
        runs.append(code)
        return long

    case = Case("program", Path("program.py"), b"print(1)\n")
    trial = SimpleNamespace(case=case, expected=Observation("right", "finished", b""), ran=ran)
    core = SimpleNamespace(trial=trial, actual=long, forms=SimpleNamespace(core="print(1)\n"))
    faults = SimpleNamespace(subject=SimpleNamespace(right=lambda case: trial.expected))

    assert (CoreFaults.parted(faults, core), len(runs)) == ([], 1)


@pytest.mark.parametrize(("marks", "count"), [(1, MOST_PATCHES), (MOST_MARKS // 2, 2), (MOST_MARKS, 1)])
def test_how_long_it_is_looked_for_does_not_depend_on_the_machine(
    monkeypatch: pytest.MonkeyPatch, marks: int, count: int
):
    days = itertools.count(step=86_400)
    monkeypatch.setattr("time.monotonic", lambda: next(days))  # each run takes a day
    runs: list[str] = []
    monkeypatch.setattr(
        "mvpy.conform.core_faults.parting", lambda right, there: Parting("len", len(runs), "(False, 0)")
    )
    wrong = Observation("mine", "finished", b"\x1f)1 02\x1e" * marks)

    def ran(code: str) -> Observation:
        runs.append(code)
        return wrong

    silent = Observation("right", "finished", b"")
    trial = SimpleNamespace(case=Case("program", Path("program.py"), b""), expected=silent, ran=ran)
    core = SimpleNamespace(trial=trial, actual=silent, forms=SimpleNamespace(core="print(1)\n"))
    faults = SimpleNamespace(subject=SimpleNamespace(right=lambda case: silent))

    assert (CoreFaults.parted(faults, core), len(runs)) == ([], count)
