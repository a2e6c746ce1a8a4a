"""The reports of `mvpy conform`: several interpreters, JUnit, GitHub's annotations, JSON read again, two runs compared."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result as Ran
from interrupting import with_usual_signals

from mvpy.command.cli import main
from mvpy.command.signals import Interrupted, handled, last_words, waiting
from mvpy.command.writing import Failure, Write, write_files
from mvpy.conform.annotations import as_annotations
from mvpy.conform.junit import as_junit
from mvpy.conform.matrix import matrix, score_of_all
from mvpy.conform.page import page
from mvpy.conform.page.words import percent
from mvpy.conform.records import as_json, read, together
from mvpy.conform.report import Report
from mvpy.conform.results import Case, Result
from mvpy.conform.ways import ways_in
from mvpy.hosts.broken import FAULTS
from mvpy.verification import Observation, close_sessions

RUNS = """
    import os, runpy, sys
    text = open(sys.argv[1]).read()
    {does}
    runpy.run_path(sys.argv[1])
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    close_sessions()


def interpreter(does: str, name: str = "mine") -> str:
    """An interpreter of this *name*: CPython, which *does* something before it runs a program, whose `text` it knows."""
    file = Path(f"{name}-interpreter.py")
    file.write_text(textwrap.dedent(RUNS).format(does=does))
    return f"{name}={sys.executable} -P {file.absolute()}"


def write(**programs: str) -> list[str]:
    """Write *programs*; their files."""
    for name, text in programs.items():
        Path(f"{name}.py").write_text(text)
    return [f"{name}.py" for name in programs]


def conform(*words: str) -> Ran:
    """The result of `mvpy conform`."""
    return CliRunner().invoke(main, ["conform", "--no-cache", *words])


def result(
    name: str, verdict: str = "right", *blame: str, host: str = "mine", text: str = "", **facts: Any
) -> Result:
    """A result for the program *name* of the suite."""
    facts = {"steady": True, "actual": "2\n", **facts}
    runs = [Observation(host, "finished", shown.encode(), status=0) for shown in ("1\n", facts.pop("actual"))]
    case = Case(name, Path(name), text.encode(), facts.pop("steady"))
    return Result(case, host, verdict, *runs, blame=blame, **facts)


def report(*results: Result, host: str = "mine", **facts: Any) -> Report:
    """A report with these *results*."""
    return Report(host, "1.0", "CPython 3.13.0", [replace(one, host=host) for one in results], **facts)


def save(path: str, *reports: Report) -> str:
    """Write *reports* to the file at *path*."""
    Path(path).write_text(as_json(reports))
    return path


# --- several interpreters -------------------------------------------------------------------------

FORGETS = "sys.exit() if 'forget' in text else None"


def test_several_interpreters_are_told_one_after_the_other():
    (program,) = write(forget="print('forget')\n")

    ran = conform(interpreter(FORGETS), interpreter("pass", "other"), "--", program)

    assert ran.exit_code == 1
    assert ran.stdout.count("compared with") == 2
    assert "0 of 1 program is right" in ran.stdout.partition("\n\nother, compared")[0]


def test_several_interpreters_are_one_flat_list():
    programs = write(forget="print('forget')\n", right="print(1)\n")

    ran = conform(interpreter(FORGETS), interpreter("pass", "other"), "--format", "json", "--", *programs)

    found = json.loads(ran.stdout)
    assert [(one["host"], one["program"], one["verdict"]) for one in found["results"]] == [
        ("mine", "forget.py", "core"), ("mine", "right.py", "right"),
        ("other", "forget.py", "right"), ("other", "right.py", "right"),
    ]  # fmt: skip
    assert list(found["hosts"]) == ["mine", "other"]
    assert found["hosts"]["mine"]["oracle"].startswith("CPython 3.")
    assert found["hosts"]["mine"]["chosen"] == {"paths": programs}
    assert found["partial"] is False
    assert found["programs"] == {"forget.py": "print('forget')\n", "right.py": "print(1)\n"}


def test_two_interpreters_of_one_name_are_refused():
    ran = conform(interpreter("pass"), interpreter("pass"), "--", *write(a="print(1)\n"))

    assert ran.exit_code == 2
    assert "there are 2 hosts called 'mine'" in ran.stderr


def test_one_that_runs_nothing_is_reported_and_the_others_go_on():
    words = [interpreter("sys.exit('no')"), interpreter("pass", "other"), "--format", "json"]

    ran = conform(*words, "--", *write(a="print(1)\n"))

    found = json.loads(ran.stdout)
    assert ran.exit_code == 2
    assert found["hosts"]["mine"]["partial"] == "mine does not run `print(1)`: no"
    assert found["partial"] is True
    assert [(one["host"], one["verdict"]) for one in found["results"]] == [("other", "right")]


def test_one_that_is_gone_in_the_middle_is_reported_and_the_others_go_on():
    goes = "os.remove(sys.argv[0]) if 'go' in text else None"
    programs = write(a="print('go')\n", b="print(2)\n", c="print(3)\n")
    words = [interpreter(goes), interpreter("pass", "other"), "-j", "1", "--format", "json"]

    ran = conform(*words, "--", *programs)

    found = json.loads(ran.stdout)["results"]
    assert ran.exit_code == 1
    assert [one["verdict"] == "right" for one in found if one["host"] == "mine"] == [True, False, False]
    assert [one["verdict"] for one in found if one["host"] == "other"] == ["right"] * 3


def test_what_is_broken_on_purpose_is_found_and_said():
    wrong = {"with_statement", "delete_list", "augmented_assignment", "loop_else", "match_statement"}
    folders = "|".join(wrong)

    ran = conform(
        "broken",
        "--format",
        "json",
        "-i",
        f"^({folders})/(every|a_break_in|targets_go|a_m|a_g|a_s)",
        "-o",
        "b.json",
    )

    found = json.loads(Path("b.json").read_text())
    assert ran.exit_code == 1
    assert {name for one in found["results"] for name in one["blame"][:1]} == wrong
    assert len(FAULTS) == len(wrong)
    assert found["hosts"]["broken"]["on_purpose"] == ", ".join(FAULTS)
    assert "broken on purpose" in conform("--from", "b.json", "--format", "html").stdout


# --- the progress bar -----------------------------------------------------------------------------


def pieces(terminal: int) -> Iterator[str]:
    """What is written to a *terminal* until the other end of it is closed."""
    with suppress(OSError):  # so does Linux say that it is
        while piece := os.read(terminal, 4096):
            yield piece.decode(errors="replace")


@pytest.mark.parametrize(("words", "shown"), [([], True), (["--quiet"], False)])
def test_the_bar_is_for_terminals(words: Sequence[str], shown: bool):
    programs = write(**dict.fromkeys("abcde", "print(1)\n"))
    ours, theirs = pty.openpty()
    command = [
        sys.executable,
        "-P",
        "-m",
        "mvpy",
        "conform",
        interpreter("pass"),
        "--no-cache",
        *words,
        "--",
        *programs,
    ]

    environment = {**os.environ, "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    said = "".join(pieces(ours))
    os.close(ours)
    assert running.wait(timeout=60) == 0
    assert ("running on mine" in said) is shown
    assert not shown or "5 of 5" in said


# --- where it goes --------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["text", "json", "junit", "github", "html"])
def test_a_report_goes_to_a_file(format_: str):
    words = [interpreter("pass"), "--format", format_, "-o", "folder/report", "--", *write(a="print(1)\n")]

    ran = conform(*words)

    assert (ran.exit_code, ran.stdout) == (0, "")
    assert "mine" in Path("folder/report").read_text(encoding="utf-8")
    assert ran.stderr.endswith("1 of 1 program is right\n")


def test_a_file_that_cannot_be_written_is_said():
    save("a.json", report(result("a/b")))

    ran = conform("--from", "a.json", "--format", "junit", "-o", "a.json/x")

    assert (ran.exit_code, ran.stdout) == (2, "")
    assert ran.stderr == "a.json/x: it can't be written: a folder above it is a file\n"


WAITS = (
    "(open(sys.argv[0] + '.waits', 'w').close(), __import__('time').sleep(100)) if 'wait' in text else None"
)


@pytest.mark.parametrize("format_", ["json", "junit", "github", "html"])
def test_ctrl_c_leaves_a_file_that_calls_itself_a_part(place: Path, format_: str):
    programs = write(a="print(1)\n", b="print('wait')\n")
    hosts = [interpreter(WAITS), interpreter("pass", "other")]
    words = ["conform", *hosts, "--format", format_, "-o", "report", "-j", "1", "--", *programs]

    running = subprocess.Popen(
        [sys.executable, "-P", "-m", "mvpy", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=with_usual_signals,
    )  # fmt: skip
    deadline = time.monotonic() + 60
    while not (waits := place / "mine-interpreter.py.waits").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert waits.exists()
    running.send_signal(signal.SIGINT)
    out, said = running.communicate(timeout=60)

    text = (place / "report").read_text()
    assert (running.returncode, out) == (130, ""), said
    assert text.count("it was interrupted") >= 2  # of one that had begun, and of one that had not
    assert [path.name for path in place.iterdir() if path.name.startswith(".mvpy")] == []
    if format_ == "json":
        found = json.loads(text)
        assert [(one["program"], one["verdict"]) for one in found["results"]] == [("a.py", "right")]
        assert found["partial"] is True


def test_a_second_ctrl_c_does_not_disturb_the_last_words():
    failures: list[Failure] = []
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # runs in the background ignore it
    try:
        with pytest.raises(Interrupted), handled():
            with pytest.raises(Interrupted):
                signal.raise_signal(signal.SIGINT)
            with last_words():
                signal.raise_signal(signal.SIGINT)
                write_files([Write(Path("report"), b"words")], failures)
    finally:
        signal.signal(signal.SIGINT, before)
        waiting.begin()

    assert (Path("report").read_bytes(), failures) == (b"words", [])


# --- JUnit and GitHub -----------------------------------------------------------------------------

HOSTILE = "a\u202eb</script><b>&\x00\x1b[31m\ud800"


def test_junit_has_a_case_for_each_program_of_each_interpreter():
    first = report(
        result("with_statement/right"), result("with_statement/wrong", "construct", "with_statement"),
        result("pass_statement/dead", "crash"), untold={"x/y": "it shows nothing"},
    )  # fmt: skip
    text = as_junit([first, report(result("a/b"), host="other", partial="it was interrupted")])

    root = ElementTree.fromstring(text)
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6", "failures": "1", "errors": "2", "skipped": "1",
    }  # fmt: skip
    (failure,) = root.iter("failure")
    assert failure.get("type") == "construct"
    assert failure.get("message", "").startswith("with_statement: ")
    assert failure.text == "expected\n1\n\nactual\n2\n"
    assert [case.get("name") for case in root.iter("testcase")][:2] == ["right on mine", "wrong on mine"]
    assert [case.get("message") for case in root.iter("error")][1] == "it was interrupted"


def test_junit_can_be_read_whatever_programs_show():
    text = as_junit([report(result(HOSTILE, "core", HOSTILE, actual="\x00\x1b]0;\u202e\n"))])

    root = ElementTree.fromstring(text.encode("ascii"))
    assert "\u202e" not in "".join(root.itertext())


def test_annotations_are_escaped_as_github_asks():
    wrong = result("a,b:c%.py", "construct", "with_statement", steady=False, actual="50%\r\n::error::x\n")
    Path("a,b:c%.py").write_text("")

    first, *rest = as_annotations([report(wrong)])

    assert first.startswith("::error file=a%2Cb%3Ac%25.py,title=mine%3A with_statement::")
    assert first.endswith("actual:%0A50%25\\r%0A::error::x")
    assert "\n" not in first
    assert not any(line.startswith("::") for line in rest)


def test_a_construct_of_the_suite_is_one_annotation_and_own_programs_have_their_own():
    def count(steady: bool) -> int:
        wrong = [
            result(f"with_statement/{n}", "construct", "with_statement", steady=steady) for n in range(3)
        ]
        return sum(line.startswith("::error ") for line in as_annotations([report(*wrong)]))

    assert (count(True), count(False)) == (1, 3)


def test_what_is_known_is_a_notice_and_skipped():
    wrong = [
        result(f"with_statement/{n}", "construct", "with_statement", expected_to_fail=n > 0) for n in range(3)
    ]
    cases = list(ElementTree.fromstring(as_junit([report(*wrong)])).iter("testcase"))

    lines = [line.partition(" ")[0] for line in as_annotations([report(*wrong)])]

    assert lines[:2] == ["::error", "::notice"]
    assert [one[0].tag for one in cases] == ["failure", "skipped", "skipped"]


def test_a_part_is_a_warning():
    lines = list(as_annotations([report(result("a/b"), partial="it was interrupted")]))

    assert lines[0] == "::warning title=mine%3A this is a part only::it was interrupted"


# --- JSON read again ------------------------------------------------------------------------------


def test_what_is_read_is_what_was_written():
    in_core = Observation("mine", "finished", b"3\n", status=0)
    whole = report(
        result("with_statement/b", "construct", "with_statement", text="# A fact.\nx\n", missing=True, form="with_statement"),
        result("with_statement/é\u202e", actual="é\u202e\x00\n"), result("c/d", "core", in_core=in_core), partial="half",
        untold={"x": "y"},
    )  # fmt: skip
    first = as_json([whole, report(result("a"), host="other", on_purpose="all")])
    Path("a.json").write_text(first)

    assert as_json(read("a.json")) == first
    assert list(read("a.json")[0].lines()) == list(whole.lines())
    assert "    in core   3" in list(whole.lines())
    assert '"actual_core": "3\\n"' in first
    assert re.search(r"<h4>in the core</h4><pre[^>]*>3\s*<", page([whole]))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[", "it is no JSON"),
        ("[]", "this is not what `mvpy conform --format json` writes"),
        ('{"schema": 99}', "its schema is 99, and not 1"),
        ('{"schema": 1, "results": [{"program": 3}], "hosts": {}, "programs": {}}', "this is not what"),
        ("\udc80", "it is no JSON"),
    ],
)
def test_what_cannot_be_read_is_said(text: str, why: str):
    Path("a.json").write_bytes(text.encode("utf-8", "surrogateescape"))

    ran = conform("--from", "a.json")

    assert ran.exit_code == 2
    assert ran.stderr.startswith(f"a.json: {why}")


def test_parts_of_one_run_are_put_together_and_two_runs_stand_side_by_side():
    one, other, again = report(result("a/b")), report(result("a/c")), report(result("a/b"))

    assert [len(found.results) for found in together([("1.json", [one]), ("2.json", [other])])] == [2]
    assert [found.host for found in together([("old.json", [one]), ("new.json", [again])])] == [
        "mine",
        "mine (new)",
    ]


@pytest.mark.parametrize(
    "words", [["mine=x", "--from", "a.json"], ["--from", "a.json", "--compare", "a.json", "a.json"]]
)
def test_what_runs_nothing_takes_no_interpreter(words: list[str]):
    save("a.json", report(result("a/b")))

    assert conform(*words).exit_code == 2


def test_files_are_told_in_any_format_and_nothing_is_found_out():
    save("a.json", report(result("with_statement/a", "construct", "with_statement")))

    ran = conform("--from", "a.json", "--format", "junit")

    assert ran.exit_code == 0
    assert len(list(ElementTree.fromstring(ran.stdout).iter("failure"))) == 1


# --- two runs compared ----------------------------------------------------------------------------


def test_what_got_worse_and_better_and_what_is_blamed_now():
    save("old.json", report(
        result("a/worse"), result("a/better", "core", "x"), result("a/other", "construct", "with_statement"), result("a/same"),
        result("a/gone"), result("a/text", text="1"),
    ))  # fmt: skip
    save("new.json", report(
        result("a/worse", "construct", "with_statement"), result("a/better"), result("a/other", "crash"), result("a/same"),
        result("a/new"), result("a/text", "crash", text="2"),
    ))  # fmt: skip

    ran = conform("--compare", "old.json", "new.json")

    assert ran.exit_code == 1
    assert ran.stdout.splitlines() == [
        "worse: 1 program; it was right, and is not",
        "    a/worse: right, now construct (with_statement)",
        "better: 1 program; it was not right, and is",
        "    a/better: core (x), now right",
        "changed: 1 program; it is wrong as before, but something else is said of it",
        "    a/other: construct (with_statement), now crash",
        "mine: 1 worse, 1 better, 1 changed, of 4 programs",
        "1 program not compared, since the text has changed",
        "1 program only in the old run",
        "1 program only in the new run",
    ]
    found = json.loads(conform("--compare", "old.json", "new.json", "--format", "json").stdout)["hosts"][0]
    assert [one["program"] for one in found["worse"]] == ["a/worse"]
    assert (found["another"], found["gone"], found["added"]) == (["a/text"], ["a/gone"], ["a/new"])


def test_only_what_got_worse_fails():
    save("old.json", report(result("a/better", "core", "x"), result("a/other", "core", "x")))
    save("new.json", report(result("a/better"), result("a/other", "core", "y")))

    assert conform("--compare", "old.json", "new.json").exit_code == 0


def test_a_part_is_not_compared():
    save("old.json", report(result("a/b")))
    save("new.json", report(result("a/b"), partial="it was interrupted"))

    ran = conform("--compare", "old.json", "new.json")

    assert ran.exit_code == 2
    assert (
        ran.stderr
        == "new.json: this is a part only (mine: it was interrupted), and only whole runs are compared\n"
    )
    assert conform("--compare", "new.json", "old.json").exit_code == 2


def test_nothing_in_common_is_not_compared():
    save("old.json", report(result("a/b")))
    save("new.json", report(result("a/c")))

    ran = conform("--compare", "old.json", "new.json")

    assert ran.exit_code == 2
    assert ran.stderr == "old.json: it has no program on an interpreter in common with new.json\n"


def test_two_interpreters_are_compared_if_there_are_no_others():
    save("old.json", report(result("a/b")))
    save("new.json", report(result("a/b", "crash"), host="other"))

    ran = conform("--compare", "old.json", "new.json")

    assert ran.exit_code == 1
    assert "mine, now other: 1 worse, 0 better, 0 changed, of 1 program" in ran.stdout


# --- the matrix -----------------------------------------------------------------------------------


def test_a_program_counts_for_what_is_to_blame():
    right, wrong = result("with_statement/a"), result("with_statement/b", "construct", "with_statement")
    elsewhere = result("pass_statement/c", "construct", "with_statement")

    rows = {row.name: row.cells[0] for row in matrix([report(right, wrong, elsewhere)])}

    assert [one.case.name for one in rows["with_statement"].wrong] == ["with_statement/b", "pass_statement/c"]
    assert (len(rows["with_statement"].right), rows["with_statement"].other) == (1, [])
    assert (rows["pass_statement"].wrong, len(rows["pass_statement"].other)) == ([], 1)


def test_where_one_is_wrong_the_others_are_right():
    wrong, right = result("pass_statement/c", "construct", "with_statement"), result("pass_statement/c")

    rows = matrix([report(wrong), report(right, host="other"), report(host="third")])

    (row,) = [row for row in rows if row.name == "with_statement"]
    assert [(len(cell.right), len(cell.wrong)) for cell in row.cells] == [(0, 1), (1, 0), (0, 0)]
    assert row.state == "some"
    assert [row.score(cell) for cell in row.cells] == [None] * 3  # no program is about it


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ([["right"], ["right"]], "all"),
        ([["right"], ["construct"]], "some"),
        ([["construct"], ["right", "construct"]], "none"),
        ([["crash"], ["right"]], "all"),  # what crashes says nothing of this construct
        ([["crash"], ["crash"]], "unknown"),
    ],
)
def test_a_construct_is_right_on_all_on_some_or_on_none(verdicts: list[list[str]], state: str):
    reports = [
        report(*(result(f"with_statement/{n}", one, *(["with_statement"] if one == "construct" else []))
            for n, one in enumerate(some)), host=f"h{number}")
        for number, some in enumerate(verdicts)
    ]  # fmt: skip

    assert {row.name: row.state for row in matrix(reports)}["with_statement"] == state


PLAIN, AS, BOTH = "with a:\n    pass\n", "with a as b:\n    pass\n", "with a as b, c:\n    pass\n"


def test_the_forms_that_a_program_shows():
    def forms(text: str, rewrite: str) -> set[str]:
        return set(ways_in(Case("x", Path("x"), text.encode()), rewrite))

    assert forms(PLAIN, "with_statement") == {"plain"}
    assert forms(BOTH, "with_statement") == {"as", "several items"}
    assert forms("x < 1\nx not in y\n", "comparison") == {"<", "not in"}
    assert forms("for x.y in z:\n    pass\nelse:\n    pass\n", "for_statement") == {
        "target: attribute",
        "else",
    }
    assert forms("this is no Python", "with_statement") == {"plain"}
    assert forms("pass", "no_such_rewrite") == {"plain"}


def test_the_score_is_that_of_the_worst_form():
    results = [
        *(result(f"with_statement/{n}", text=PLAIN) for n in range(8)),
        result("with_statement/8", text=AS),
        result("with_statement/9", "construct", "with_statement", text=AS),
        result("pass_statement/a", text="pass\n"),
    ]

    rows = matrix([report(*results)])

    scores = {row.name: row.score(row.cells[0]) for row in rows}
    assert scores == {"pass_statement": 1.0, "with_statement": 0.5}
    assert score_of_all(rows, 0) == 0.75


@pytest.mark.parametrize(("share", "shown"), [(1, "100"), (0, "0"), (0.999, "99"), (0.001, "1"), (0.5, "50")])
def test_only_all_is_a_hundred_per_cent(share: float, shown: str):
    assert percent(share) == f"{shown}\N{NO-BREAK SPACE}%"
