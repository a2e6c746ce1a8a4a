"""Other interpreters: who is wrong there, the original or what became of it; shims; what is read of their endings."""

from __future__ import annotations

import json
import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from mvpy.command.batch import desugared
from mvpy.command.jobs import Job
from mvpy.command.verification_runs import task_of, with_exact
from mvpy.verification import CommandHost, NativeHost, Task, close_sessions, report, verify, verify_many
from mvpy.verification.manners import SYNTAX, Manners, traceback_on_stdout
from mvpy.verification.observe import Remains
from mvpy.verification.shim import with_shim

NATIVE = NativeHost()
# Runs programs, and lies: what `spoil` does to a text of theirs is what they print.
LIAR = """
    import builtins, runpy, sys
    source = open(sys.argv[1]).read()
    honest = print
    def spoil(text):
        return {spoilt}
    builtins.print = lambda *words: honest(*[spoil(str(word)) for word in words])
    runpy.run_path(sys.argv[1], run_name="__main__")
"""


@pytest.fixture(autouse=True)
def no_session_outlives_its_interpreter() -> Iterator[None]:
    yield
    close_sessions()


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a program."""

    def write(source: str) -> Path:
        (tmp_path / "program").mkdir(exist_ok=True)
        path = tmp_path / "program" / "main.py"
        path.write_text(textwrap.dedent(source))
        return path

    return write


@pytest.fixture
def interpreter(tmp_path: Path) -> Callable[..., CommandHost]:
    """Makes an interpreter of a text in Python."""

    def make(text: str, **ways: object) -> CommandHost:
        path = tmp_path / "interpreter.py"
        path.write_text(textwrap.dedent(text))
        return CommandHost("mine", (sys.executable, str(path)), **ways)  # type: ignore[arg-type]

    return make


def liar(interpreter: Callable[..., CommandHost], spoilt: str) -> CommandHost:
    """An interpreter whose programs print what the expression *spoilt* makes of `text`."""
    return interpreter(textwrap.dedent(LIAR).format(spoilt=spoilt))


# --- wrong there ----------------------------------------------------------------------------------


@pytest.mark.parametrize("beside", [[], [NATIVE]], ids=["alone", "beside native"])
def test_an_interpreter_that_lies_alike_is_caught(program, interpreter, beside):
    host = liar(interpreter, "text.replace('b', 'B')")

    result = verify(program("print('abc')"), "print('abc')  # core", [*beside, host], sites=[1])

    assert (result.outcome, result.exit_code, result.hosts[-1].repaired) == ("wrong there", 3, False)
    assert result.reason == (
        "wrong there: the original does not do on mine what it does on native (stdout: line 1: 'abc\\n' became 'aBc\\n'); "
        "nor does the desugared program (stdout: line 1: 'abc\\n' became 'aBc\\n')"
        + ("; equivalent on native" if beside else "")
    )


def test_an_output_may_repair_what_is_wrong_there(program, interpreter):
    host = liar(interpreter, "text if 'core' in source else 'wrong'")

    result = verify(program("print(1)"), "print(1)  # core", [NATIVE, host], sites=[1])

    assert (result.outcome, result.exit_code, result.hosts[1].repaired) == ("wrong there", 3, True)
    assert result.reason == (
        "wrong there: the original does not do on mine what it does on native (stdout: line 1: '1\\n' became 'wrong\\n'); "
        "the desugared program does (repaired); equivalent on native"
    )


def test_an_output_that_only_the_host_gets_wrong_is_different(program, interpreter):
    host = liar(interpreter, "'wrong' if 'core' in source else text")

    result = verify(program("print(1)"), "print(1)  # core", [NATIVE, host], sites=[1])

    assert (result.outcome, result.hosts[1].outcome) == ("different", "different")


@pytest.mark.parametrize(
    ("source", "does", "words"),
    [
        ("print(1)", "sys.exit()", "stdout: line 1: '1\\n' is missing"),
        ("pass", "print(1)", "stdout: line 1: '1\\n' is too much"),
        ("print(1)", "print(1); sys.exit(4)", "exit status: exit status 0 became exit status 4"),
        ("print(1)", "print(1); 1 // 0", "exit status 0 became ZeroDivisionError("),
        ("raise KeyError(1)", "raise IndexError(1)", "exception: KeyError became IndexError"),
        ("raise SystemExit(3)", "raise IndexError(1)", "exception: none became IndexError"),
        ("raise KeyError(1)", "sys.exit()", "exit status: KeyError(1) became exit status 0"),
    ],
)
def test_what_is_wrong_is_said(program, interpreter, source, does, words):
    path = program(source)

    result = verify(path, path.read_text(), [NATIVE, interpreter(f"import sys\n{does}\n")])

    assert (result.outcome, result.hosts[1].outcome) == ("wrong there", "wrong there")
    assert words in result.reason


@pytest.mark.parametrize(
    ("source", "does"),
    [
        ("raise KeyError(1)", "raise KeyError('in other words')"),
        ("raise KeyError(1)", "print('KeyError', file=sys.stderr); sys.exit(1)"),  # nobody can read that
        ("raise SystemExit(3)", "sys.exit(1)"),
        ("import sys; print(1, file=sys.stderr)", "print(2, file=sys.stderr)"),
        ("print(object())", "print('<object object at 0x1234>')"),
    ],
)
def test_what_is_each_interpreters_own_is_not_wrong(program, interpreter, source, does):
    path = program(source)

    result = verify(path, path.read_text(), [NATIVE, interpreter(f"import sys\n{does}\n")])

    assert (result.outcome, result.hosts[1].outcome) == ("equivalent", "equivalent")


def test_what_an_interpreter_says_of_itself_each_time_is_no_difference(program, interpreter):
    text = (
        "import sys, time\nexec(open(sys.argv[1]).read())\nprint(time.perf_counter_ns(), file=sys.stderr)\n"
    )

    result = verify(program("print(1)"), "print(1)  # core", [NATIVE, interpreter(text)], sites=[1])

    assert [verdict.outcome for verdict in result.hosts] == ["equivalent", "equivalent"]


@pytest.mark.parametrize("beside", [[], [NATIVE]], ids=["alone", "beside native"])
def test_where_plain_differs_in_words_the_output_does_what_it_does_on_cpython(program, interpreter, beside):
    path = program("try:\n    a, b = [1]\nexcept ValueError as error:\n    print(error)\n")
    host = interpreter("import sys\nexec(compile(open(sys.argv[1]).read(), sys.argv[1], 'exec'))\n")
    task = with_exact(task_of(desugared(Job(str(path), str(path))), path), Job(str(path), str(path)))

    (result,) = verify_many([task], [*beside, host])

    assert (result.outcome, result.hosts[-1].kinds) == ("equivalent", ("words",))


def test_a_program_that_never_does_the_same_twice_is_wrong_nowhere(program, interpreter):
    path = program("import time; print(time.perf_counter_ns())")

    result = verify(path, path.read_text(), [interpreter("print(1)")])

    assert result.hosts[0].outcome == "nondeterministic"


def test_junit_and_json_tell_it(program, interpreter):
    result = verify(program("print('b')"), "print('b')", [NATIVE, liar(interpreter, "'wrong'")], sites=[1])

    suite = ElementTree.fromstring(report.as_junit([result]))
    record = json.loads(report.as_json([result]))["results"][1]

    assert (suite.get("failures"), suite.get("skipped")) == ("1", "0")
    assert (record["outcome"], record["oracle"], record["repaired"]) == ("wrong there", "native", False)


def test_one_wrong_program_fails_all(program, interpreter, tmp_path):
    good = tmp_path / "program" / "good.py"
    wrong = program("print('b')")
    good.write_text("print('a')")
    host = liar(interpreter, "text.replace('b', 'B')")

    results = list(verify_many([Task(path, path.read_text()) for path in (good, wrong)], [host], jobs=1))

    assert [result.outcome for result in results] == ["equivalent", "wrong there"]
    assert report.exit_code(results) == 3


# --- what an interpreter does not know, or has no room for ----------------------------------------


def refusing(interpreter: Callable[..., CommandHost], error: str) -> CommandHost:
    """A host that raises *error* for what is not core, and is known to refuse by errors of syntax."""
    text = f"import sys\nif 'core' not in open(sys.argv[1]).read(): raise {error}\nprint(1)\n"
    return interpreter(text, manners=Manners(refusals=SYNTAX))


@pytest.mark.parametrize(
    ("error", "outcome"), [("SyntaxError('with')", "unsupported"), ("NameError('iter')", "wrong there")]
)
def test_of_a_known_interpreter_it_is_known_how_it_refuses(program, interpreter, error, outcome):
    result = verify(
        program("print(1)"), "print(1)  # core", [NATIVE, refusing(interpreter, error)], sites=[1]
    )

    assert result.hosts[1].outcome == outcome
    assert result.outcome == {"unsupported": "equivalent"}.get(outcome, outcome)


def test_what_is_too_large_for_an_interpreter_is_not_wrong_there(program, interpreter):
    host = interpreter("raise MemoryError")

    result = verify(program("print(1)"), "print(1)", [NATIVE, host], sites=[1])

    assert (result.outcome, result.hosts[1].outcome) == ("equivalent", "unsupported")
    assert "the original is too large for mine: MemoryError()" in result.reason


def test_where_the_best_oracle_cannot_run_the_original_the_next_is_asked(program, tmp_path):
    old = tmp_path / "old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o700)
    oracles = (NativeHost("CPython 3.8", str(old)), NATIVE)
    host = CommandHost("mine", (sys.executable,), oracles)

    result = verify(program("print(1)"), "print(1)", [host], sites=[1])

    assert (result.outcome, result.hosts[0].oracle) == ("equivalent", "native")
    assert result.reason == (
        "equivalent on mine; mine is compared with native: the original does not run on CPython 3.8"
    )


def test_why_no_better_oracle_was_asked_is_said_of_a_program_that_passed(program, capsys):
    host = CommandHost("mine", (sys.executable,), instead="there is no CPython 3.8 here")

    report.text([verify(program("print(1)"), "print(1)", [host], sites=[1])])

    assert "mine is compared with native: there is no CPython 3.8 here" in capsys.readouterr().out


# --- what is read of an ending --------------------------------------------------------------------


def test_a_traceback_on_standard_output_is_no_output():
    printed = b'1\nTraceback (most recent call last):\n  File "m.py", line 2\nValueError: 2\n'

    moved = traceback_on_stdout(Remains(printed, b"", b"", 1, None, "", 0))

    assert (moved.stdout, moved.stderr) == (b"1\n", printed[2:])


@pytest.mark.parametrize("status", [0, 2])
def test_what_a_program_prints_is_its_output_though_it_looks_like_a_traceback(status):
    remains = Remains(b"Traceback (most recent call last):\nValueError\n", b"", b"", status, None, "", 0)

    assert traceback_on_stdout(remains) == remains


# --- shims ----------------------------------------------------------------------------------------

SHIM = "zero = 0\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "# mvpy 0.1, core\nx = 1\n"),
        ("# mvpy 0.1, core\n", "x = 1\n"),
        ("#!/bin/sh\n# encoding: latin-1\n\n# what it is\n", "print('é')\n"),
        ('"""A docstring."""\n', "x = 1\n"),
        ("'one' \\\n    'docstring'\n\n", "x = 1\n"),
        ('"""A docstring."""\nfrom __future__ import annotations\nfrom __future__ import (\n    division,\n)\n', "x = 1\n"),
        ("from __future__ import annotations; ", "x = 1; y = 2\n"),
        ("\ufeff# with a mark\n", "x = 1\n"),
        ("", "'a'.upper()\n'b'\n"),
        ("", "from os import path\n"),
        ("", "x = (\n"),
        ("", "x = '\n"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_shim_stands_before_the_first_statement(before, after):
    if before == "":
        header, after = (after.splitlines(keepends=True)[0], "x = 1\n") if after[:1] == "#" else ("", after)
        before = header
    encoding = "latin-1" if "latin-1" in before else "utf-8"
    place = "\n" if before.endswith("; ") else ""

    made = with_shim((before + after).encode(encoding), SHIM)

    assert made.decode(encoding) == before + place + SHIM + after


def test_a_docstring_without_an_end_of_line_is_a_whole_program():
    assert with_shim(b"'text'", SHIM) == b"'text'\nzero = 0\n"


def test_without_a_shim_nothing_is_added():
    assert with_shim(b"x = 1", "") == b"x = 1"


def test_a_shim_gives_original_and_output_what_the_host_lacks(program, interpreter):
    lacking = "import builtins, runpy, sys\ndel builtins.sum\nrunpy.run_path(sys.argv[1])\n"
    shim = (
        "def sum(numbers):\n    total = 0\n    for one in numbers:\n        total += one\n    return total\n"
    )
    path = program("'''It adds.'''\nfrom __future__ import annotations\nprint(__doc__, sum([1, 2]))")

    without = verify(path, path.read_text(), [interpreter(lacking)], sites=[3])
    close_sessions()
    with_one = verify(path, path.read_text(), [interpreter(lacking, shim=shim)], sites=[3])

    assert (without.outcome, with_one.outcome) == ("wrong there", "equivalent")
    assert (
        "(stdout: line 1: 'It adds. 3\\n' is missing; exit status: exit status 0 became NameError("
        in without.reason
    )
