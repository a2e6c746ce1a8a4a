"""What CPythons do is recorded, and the record is of the programs that are there."""

from __future__ import annotations

import json
import re
import sys

import pytest
from behaviour import CHANGED, text_of
from recorded_observations import BUILDS, VERSIONS, WHY
from test_conform import conform, interpreter, place, results

from mvpy.conform import Subject, suite
from mvpy.conform.recorded import (
    FILE,
    by_versions,
    hash_of,
    nearest,
    recorded_on,
    text_of_versions,
    versions_in,
    whole_record,
)
from mvpy.conform.subject import observed, wrong
from mvpy.verification import CommandHost, NativeHost

RUNNING = sys.version_info[:2]
SUITE = suite(max(BUILDS))
AGAIN = "record it: python tests/recorded_observations.py NAMEPART"
assert place  # a fixture for all that is here

ONE = "with_statement/a_manager_without_exit_is_never_entered"


def test_what_is_recorded_is_the_suite_as_it_is():
    recorded = {name: facts["hash"] for name, facts in whole_record()["programs"].items()}

    assert recorded == {case.name: hash_of(case.data) for case in SUITE}, AGAIN


@pytest.mark.parametrize("version", VERSIONS, ids="%d.%d".__mod__)
def test_each_version_has_all_of_its_programs(version: tuple[int, int]):
    recorded = recorded_on(version)

    assert recorded is not None
    assert [case.name for case in suite(version) if recorded.right(case) is None] == []


@pytest.mark.parametrize("version", BUILDS, ids="%d.%d".__mod__)
def test_of_builds_for_webassembly_most_is_recorded(version: tuple[int, int]):
    recorded, programs = recorded_on(version), suite(version)
    older = {case.name for case in suite((version[0], version[1] - 1))}
    told = [case.name for case in programs if recorded.right(case)]

    assert "for WASI" in recorded.name
    assert len(told) >= 0.9 * len(programs)
    assert set(told) - older  # what came with this version, too


@pytest.mark.parametrize("version", BUILDS, ids="%d.%d".__mod__)
def test_programs_end_there_as_on_older_ones_unless_they_say_that_python_has_changed(
    version: tuple[int, int],
):
    there, older = recorded_on(version), recorded_on((3, 13))
    seen = [(case, there.right(case), older.right(case)) for case in suite((3, 13))]
    odd = [case for case, new, old in seen if new and old and new.ending() != old.ending()]

    assert [case.name for case in odd if not CHANGED.search(text_of(case.path))] == []


def test_what_such_a_build_cannot_do_is_not_recorded():
    told = [facts[WHY] for facts in whole_record()["programs"].values() if WHY in facts]

    assert any("_Unix" in why for why in told)  # the loop of `asyncio`
    assert len(told) < 100


@pytest.mark.skipif(RUNNING not in VERSIONS, reason="this Python is none of those recorded")
@pytest.mark.parametrize("case", suite(RUNNING)[::25], ids=lambda case: case.name.replace("/", "-"))
def test_this_python_does_what_is_recorded(case):
    recorded = recorded_on(RUNNING)
    expected, seen = recorded.right(case), observed(NativeHost(), case, case.data, 60.0)

    assert (wrong(expected, seen), wrong(seen, expected)) == ("", "")


def test_nothing_of_the_machine_is_recorded():
    text = FILE.read_text(encoding="utf-8")

    assert len(text) < 400_000
    assert re.findall(r"/(?:tmp|root|home)/|0x[0-9a-f]{8}|mvpy-run", text) == []


@pytest.mark.parametrize(
    ("minors", "text"),
    [
        ([8], "3.8"),
        ([8, 9, 10], "3.8-3.10"),
        ([8, 10, 11, 13], "3.8, 3.10-3.11, 3.13"),
    ],
)
def test_versions_are_written_and_read(minors: list[int], text: str):
    versions = [(3, minor) for minor in minors]

    assert text_of_versions(versions) == text
    assert versions_in(text) == set(versions)


def test_versions_that_do_the_same_are_recorded_once():
    one, other = {"stdout": "1\n"}, {"stdout": "2\n"}

    assert by_versions({(3, 8): one, (3, 9): other, (3, 10): one}) == {"3.8, 3.10": one, "3.9": other}


@pytest.mark.parametrize(
    ("said", "near"), [((3, 4), (3, 8)), ((3, 10), (3, 10)), ((3, 99), (3, 15)), ((2, 7), (3, 8))]
)
def test_the_nearest_version_is_taken(said: tuple[int, int], near: tuple[int, int]):
    assert nearest(said) == near


# --- `mvpy conform` with the record ---------------------------------------------------------------


def oracle_of(result) -> str:
    (host,) = json.loads(result.stdout)["hosts"].values()
    return host["oracle"]


def test_no_cpython_of_the_version_has_to_be_here(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.hosts.oracles.cpython", lambda version: None)
    wanted = (3, 8) if RUNNING != (3, 8) else (3, 9)
    host, version = f"mine={sys.executable}", "%d.%d" % wanted

    result = conform(host, "--version", version, "-i", "^with_statement/a_", "--format", "json")

    assert oracle_of(result) == recorded_on(wanted).name
    verdicts = {one["verdict"] for one in json.loads(result.stdout)["results"]}
    assert (verdicts, result.exit_code, result.stderr) == ({"right"}, 0, "")


def test_a_program_that_is_another_one_now_is_run(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(whole_record()["programs"][ONE], "hash", "another")

    result = conform(f"mine={sys.executable}", "-i", f"^{ONE}$", "--format", "json")

    assert (result.exit_code, oracle_of(result)) == (0, f"{recorded_on(RUNNING).name} but for 1 program")
    assert "1 program not recorded as it is: CPython" in result.stderr


def test_without_a_record_and_without_that_cpython_nothing_can_be_told(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.hosts.oracles.cpython", lambda version: None)
    monkeypatch.setitem(whole_record()["programs"][ONE], "hash", "another")
    version = "3.8" if RUNNING != (3, 8) else "3.9"

    result = conform(f"mine={sys.executable}", "--version", version, "-i", f"^{ONE}$")

    assert result.exit_code == 1
    assert f"1 program not recorded as it is: there is no CPython {version} here" in result.stderr
    assert "0 of 0 programs are right" in result.stdout


def test_a_version_of_which_there_is_neither_is_said(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.hosts.oracles.cpython", lambda version: None)
    monkeypatch.delitem(whole_record()["pythons"], "3.15")

    result = conform(f"mine={sys.executable}", "--version", "3.15")

    assert (result.exit_code, "there is no CPython 3.15 here" in result.stderr) == (2, True)


def test_programs_of_ones_own_are_run_on_cpython():
    result = conform(f"mine={sys.executable}", "--format", "json", programs={"program.py": "print(1)\n"})

    assert oracle_of(result) == f"CPython {'.'.join(map(str, sys.version_info[:3]))}"


# Says that it is another Python than it is.
SAYS = """
    import runpy, sys
    text = open(sys.argv[1]).read()
    if "version_info" in text:
        {says}
    else:
        runpy.run_path(sys.argv[1], run_name="__main__")
"""


@pytest.mark.parametrize(
    ("says", "oracle", "said"),
    [
        ('print("Python 3.4")', (3, 8), "that is the nearest to 3.4, which it says it is; --version chooses another"),
        ('print("Python 3.11")', (3, 11), ""),
        ("pass", (3, 13), "it does not say which Python it is; --version chooses another"),
    ],
)  # fmt: skip
def test_a_command_is_compared_with_the_python_that_it_says_it_is(
    says: str, oracle: tuple[int, int], said: str
):
    result = conform(interpreter(SAYS.format(says=says)), "-i", f"^{ONE}$", "--format", "json")

    assert oracle_of(result) == recorded_on(oracle).name
    words = f"mine is compared with {recorded_on(oracle).name}: {said}" if said else ""
    assert " ".join(result.stderr.split()) == words


def test_one_that_runs_nothing_is_told_in_one_sentence():
    result = conform(interpreter("raise SystemExit('no')"))

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "mine does not run `print(1)`: no\n"


def test_a_program_has_more_time_where_all_take_longer():
    expected = recorded_on((3, 13)).right(SUITE[0])
    quick, slow = (Subject(CommandHost("mine"), start=seconds) for seconds in (0.01, 1.0))

    assert slow.limit(expected) > quick.limit(expected) + 1 > 1


@pytest.mark.parametrize(
    "does",
    [
        pytest.param("pass", id="nothing"),
        pytest.param("sys.stdout.write(OTHER)", id="what-another-program-prints"),
        pytest.param("print(1)", id="what-the-simplest-prints"),
        pytest.param("sys.exit(1)", id="an-error"),
    ],
)
def test_a_lying_interpreter_is_never_right(monkeypatch: pytest.MonkeyPatch, does: str):
    # It would be asked for each entry of the host contract alone.
    monkeypatch.setattr("mvpy.conform.asking.probed", lambda run, entries: set())
    chosen = [case for case in SUITE if case.name.startswith("with_statement/a_")][:6]
    other = recorded_on((3, 13)).right(chosen[0]).stdout.decode()
    liar = interpreter(f"""
        import sys
        OTHER = {other!r}
        if open(sys.argv[1]).read() == "print(1)\\n":
            print(1)
        else:
            {does}
    """)  # fmt: skip
    names = "|".join(case.name for case in chosen[1:])

    found = results(liar, "--version", "3.13", "-i", f"^({names})$")

    assert [one["program"] for one in found] == [case.name for case in chosen[1:]]
    assert [one["verdict"] for one in found if one["verdict"] in ("right", "construct")] == []
