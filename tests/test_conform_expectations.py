"""What an interpreter is known to get wrong fails no run of `mvpy conform`; what is new does."""

from __future__ import annotations

import json
import sys
import textwrap
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_conform import CHANGED, WITH, place

from mvpy.command.cli import main
from mvpy.conform import VERDICTS, suite
from mvpy.conform.expectation_lines import Entry, entries_of, updated
from mvpy.conform.expectations import FOLDER, read
from mvpy.hosts import ADAPTERS, Adapter
from mvpy.verification.manners import Manners

assert place  # a fixture for all that is here

NAMES = {case.name for case in suite((3, 99))}
# With a `with` that is never left, the first is wrong and the second is right.
WRONG = "with_statement/a_return_in_the_suite_still_exits"
RIGHT = "pass_statement/it_does_nothing_anywhere"
OTHER = min(NAMES)
BOTH = f"^({WRONG}|{RIGHT})$"
KNOWN = f'["Mine 1.0".fail]\n"{WRONG}" = {{ verdict = "construct", reason = "it is never left" }}\n'


@pytest.fixture
def lists(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """The interpreter `mine`, which is wrong and has an adapter; writes down what it is known to get wrong."""
    wrong = tmp_path / "wrong.py"
    wrong.write_text(textwrap.dedent(CHANGED.format(change=WITH)))
    (tmp_path / "version.py").write_text("print('Mine 1.0')\n")
    mine = Adapter(
        name="mine",
        find=lambda: (sys.executable, "-P", str(wrong)),
        install="make mine",
        oracle=(3, 13),
        manners=Manners(),
        asking=(str(tmp_path / "version.py"),),
    )
    monkeypatch.setitem(ADAPTERS, "mine", mine)
    monkeypatch.setattr("mvpy.conform.expectations.FOLDER", tmp_path)
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))

    def write(text: str) -> Path:
        file = tmp_path / "mine.toml"
        file.write_text(text)
        return file

    return write


def conform(*words: str) -> Result:
    """The result of `mvpy conform` with these *words*."""
    return CliRunner().invoke(main, ["conform", *words])


def both(*words: str) -> Result:
    """The result on `mine`, with the program that is WRONG there and the one that is RIGHT."""
    return conform("mine", "-i", BOTH, "--no-cache", *words)


def test_what_the_tests_use_is_in_the_suite():
    assert {WRONG, RIGHT} <= NAMES


def test_what_is_known_fails_no_run(lists: Callable[[str], Path]):
    lists(KNOWN)

    result = both()

    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "with_statement: your `with` statement does something else (1 program, known)\n"
        "\n"
        "mine Mine 1.0, compared with CPython 3.13.0, recorded: 1 of 2 programs is right\n"
        "verdicts: 1 construct\n"
        "to blame: with_statement\n"
        "1 known, 0 new, by the expectations for Mine 1.0\n"
    )


def test_what_is_new_fails_the_run(lists: Callable[[str], Path]):
    lists(f'["Mine 1.0".fail]\n"{OTHER}" = "x"\n')

    result = both()

    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"with_statement: your `with` statement does something else (1 program)\n    {WRONG}"
    )
    assert result.stdout.endswith("0 known, 1 new, by the expectations for Mine 1.0\n")


def test_what_is_wrong_in_another_way_is_new(lists: Callable[[str], Path]):
    lists(KNOWN.replace("construct", "crash"))

    result = both()

    assert (result.exit_code, "0 known, 1 new" in result.stdout) == (1, True)


def test_what_is_right_all_at_once_fails_the_run(lists: Callable[[str], Path]):
    lists(f'{KNOWN}"{RIGHT}" = "never seen"\n')

    result = both()

    assert result.exit_code == 1
    assert result.stdout.endswith(
        f"1 known, 0 new, by the expectations for Mine 1.0\nunexpectedly right: {RIGHT}\n"
    )


def test_what_is_wrong_now_and_then_may_be_right(lists: Callable[[str], Path]):
    lists(f'{KNOWN}"{RIGHT}" = {{ verdict = "unjudged", reason = "a race" }}\n')

    assert both().exit_code == 0


def test_what_is_skipped_is_not_run(lists: Callable[[str], Path]):
    lists(f'["Mine 1.0".skip]\n"{WRONG}" = "it takes a day"\n')

    result = both("--format", "json")

    found = json.loads(result.stdout)
    assert (result.exit_code, found["hosts"]["mine"]["skipped"]) == (0, {WRONG: "it takes a day"})
    assert [one["program"] for one in found["results"]] == [RIGHT]
    assert both("--list").stdout == f"{RIGHT}\n"
    nothing = conform("mine", "-i", f"^{WRONG}$")
    assert (nothing.exit_code, "the expectations for Mine 1.0 skip them" in nothing.stderr) == (2, True)
    assert both().stdout.endswith("0 known, 0 new, by the expectations for Mine 1.0\n1 program skipped, as they say\n")  # fmt: skip


def test_json_says_what_was_expected(lists: Callable[[str], Path]):
    lists(KNOWN)

    found = json.loads(both("--format", "json").stdout)

    assert {one["program"]: one["expected_to_fail"] for one in found["results"]} == {
        WRONG: True,
        RIGHT: False,
    }
    assert found["hosts"]["mine"]["expectations"] == "Mine 1.0"


@pytest.mark.parametrize(
    ("words", "host"),
    [
        pytest.param(["--no-expect"], "mine", id="no-expect"),
        pytest.param(["--version", "3.12"], "mine", id="another-oracle"),
        pytest.param(["--shim", "shim.py"], "mine", id="another-shim"),
        pytest.param([], "mine=COMMAND", id="a-command"),
    ],
)
def test_expectations_are_for_the_adapter_as_it_is(lists: Callable[[str], Path], words: list[str], host: str):
    lists(KNOWN)
    Path("shim.py").write_text("# nothing\n")

    host = host.replace("COMMAND", " ".join(ADAPTERS["mine"].find()))
    result = conform(host, "-i", BOTH, "--no-cache", *words)

    assert (result.exit_code, "known" in result.stdout) == (1, False), result.output


def test_programs_of_ones_own_are_not_in_the_expectations(lists: Callable[[str], Path]):
    lists(KNOWN)
    data = next(case.data for case in suite((3, 13)) if case.name == WRONG)
    Path(f"{WRONG}.py").parent.mkdir()
    Path(f"{WRONG}.py").write_bytes(data)

    result = conform("mine", "--no-cache", "--", f"{WRONG}.py")

    assert (result.exit_code, "known" in result.stdout) == (1, False)


def test_another_version_has_those_of_the_last_one(lists: Callable[[str], Path]):
    lists(KNOWN.replace("1.0", "0.9"))

    result = both()

    assert result.exit_code == 0
    said = "nothing is listed for Mine 1.0; what is expected is that of Mine 0.9"
    assert said in " ".join(result.stderr.split())


def test_enough_findings_are_enough_new_ones(lists: Callable[[str], Path]):
    lists(KNOWN)

    found = json.loads(
        conform("mine", "-i", "^with_statement/a_", "-j", "1", "--no-cache", "--stop-after", "1", "--format", "json").stdout
    )  # fmt: skip

    wrong = [one for one in found["results"] if one["verdict"] != "right"]
    assert sum(not one["expected_to_fail"] for one in wrong) == 1


def test_what_is_known_is_not_kept(lists: Callable[[str], Path]):
    lists(KNOWN)

    said = both("--keep-failures", "kept", "--bisect").stderr
    assert list(Path("kept").iterdir()) == []
    assert said == "kept nothing; 1 program is known to be wrong: --no-expect keeps what is known, too\n"
    both("--keep-failures", "kept", "--no-expect")
    assert [folder.name for folder in Path("kept").iterdir()] == [f"{WRONG.replace('/', '-')}-mine"]


# --- the files ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('["Mine 1.0".fail]\n\n"no/such" = "x"\n', "3: 'no/such' is no program of the suite"),
        (f'["Mine 1.0".fail]\n"{WRONG}" = ""\n', f"2: '{WRONG}' has no reason"),
        (f'["Mine 1.0".fail]\n"{WRONG}" = {{ verdict = "core" }}\n', f"2: '{WRONG}' has no reason"),
        (f'["Mine 1.0".fail]\n"{WRONG}" = {{ verdict = "bad", reason = "x" }}\n', "2: 'bad' is no verdict"),
        (f'["Mine 1.0".fail]\n"{WRONG}" = {{ verdict = "right", reason = "x" }}\n', "2: 'right' is no verdict"),
        (f'["Mine 1.0".fail]\n"{WRONG}" = {{ why = "x" }}\n', "2: "),
        (f'["Mine 1.0".fail]\n"{WRONG}" = {{ reason = 1 }}\n', "2: "),
        (f'["Mine 1.0".fail]\n"{WRONG}" = {{ reason = "x", blame = "y" }}\n', "2: "),
        (f'["Mine 1.0".skip]\n"{WRONG}" = {{ reason = "x", verdict = "core" }}\n', "2: "),
        (f'["Mine 1.0".fails]\n"{WRONG}" = "x"\n', "2: there are tables skip and fail below a version"),
        (f'["Mine 1.0".fail]\n"{WRONG}" = "x"\n["Mine 1.0".skip]\n"{WRONG}" = "x"\n', "2: "),
        (f'"{WRONG}" = "x"\n', ""),
        ('["Mine 1.0".fail]\n"a" "b"\n', "Expected '=' after a key"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_said_with_its_place(lists: Callable[[str], Path], text: str, said: str):
    file = lists(text)

    result = both()

    assert result.exit_code == 2
    place = f"{file}:{said}" if said[:1].isdigit() else f"{file}: "
    assert place in result.stderr
    assert said.partition(": ")[2] in result.stderr


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda file: file.stem)
def test_what_is_shipped_is_in_order(file: Path):
    text = file.read_text(encoding="utf-8")

    tables = read(text, file.name, NAMES)

    assert file.stem in ADAPTERS
    assert tables
    for version, found in tables.items():
        assert updated(text, version, found) == text
        assert list(found["fail"]) == sorted(found["fail"])
        assert [name for name, entry in found["fail"].items() if entry.verdict not in VERDICTS] == []


def test_expectations_are_shipped():
    assert {file.stem for file in FOLDER.glob("*.toml")} >= {"micropython", "pypy"}


@pytest.mark.parametrize("name", ["micropython", "pypy"])
def test_what_is_shipped_is_true(name: str):
    adapter = ADAPTERS[name]
    version = adapter.version(adapter.find()) if adapter.find() else ""
    listed = read((FOLDER / f"{name}.toml").read_text(encoding="utf-8"), name, NAMES)
    if version not in listed:
        pytest.skip(f"{name} is {version or 'not installed'}, and what is listed is {', '.join(listed)}")

    result = conform(name, "-i", "^(raise_from|pass_statement)/", "--no-cache")

    assert (result.exit_code, ", 0 new, by" in result.stdout) == (0, True), result.stdout


# --- --update -------------------------------------------------------------------------------------

WRITTEN = f"""\
# Ours.

["Mine 1.0".skip]
"{OTHER}" = "no loop"     # yet

["Mine 1.0".fail]
# This one is gone.
"{RIGHT}" = {{ verdict = "core", reason = "seen: 1" }}
# About `with`.
"{WRONG}" = {{ verdict = "core", reason = "it is never left", issue = "https://example.org/1" }}  # soon
"yield_from/what_is_thrown_goes_inside" = "not run this time"
"""


def test_update_adds_and_removes_and_keeps_what_people_wrote(lists: Callable[[str], Path]):
    file = lists(WRITTEN)
    before = file.read_text()

    result = both("--update")

    assert result.exit_code == 0
    assert "2 entries: 0 added, 1 removed, 1 changed" in result.stderr
    new = '{ verdict = "construct", blame = ["with_statement"], reason = "it is never left", issue = "https://example.org/1" }'
    old = '{ verdict = "core", reason = "it is never left", issue = "https://example.org/1" }'
    gone = f'"{RIGHT}" = {{ verdict = "core", reason = "seen: 1" }}\n'
    assert file.read_text() == before.replace(old, new).replace(gone, "")
    assert both().exit_code == 0
    assert "nothing to update" in both("--update").stderr


def test_update_begins_a_file(lists: Callable[[str], Path], tmp_path: Path):
    assert both("--update").exit_code == 0

    text = (tmp_path / "mine.toml").read_text()
    entry = entries_of(text)["Mine 1.0"]["fail"][WRONG]
    assert (entry.verdict, entry.blame, entry.reason[:6]) == ("construct", ("with_statement",), "seen: ")
    assert text.startswith("# What mine is known to get wrong")
    assert both().exit_code == 0


def test_update_for_another_version_takes_over_what_is_there(lists: Callable[[str], Path]):
    file = lists(WRITTEN.replace("1.0", "0.9"))

    assert both("--update").exit_code == 0

    found = tomllib.loads(file.read_text())
    assert list(found) == ["Mine 0.9", "Mine 1.0"]
    assert found["Mine 1.0"]["skip"] == {OTHER: {"reason": "no loop"}}
    assert found["Mine 1.0"]["fail"].keys() == {WRONG, "yield_from/what_is_thrown_goes_inside"}
    assert found["Mine 1.0"]["fail"][WRONG]["issue"] == "https://example.org/1"
    assert found["Mine 0.9"]["fail"].keys() == {RIGHT, *found["Mine 1.0"]["fail"]}


def test_update_leaves_what_it_cannot_write(lists: Callable[[str], Path]):
    file = lists(f'["Mine 1.0".fail."{WRONG}"]\nverdict = "core"\nreason = "x"\n')
    before = file.read_text()

    result = both("--update")

    assert (result.exit_code, file.read_text()) == (2, before)
    assert "an entry that does not stand on one line" in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    "words",
    [
        ["--update", "--no-expect"],
        ["--update", "--version", "3.12"],
        ["--update", "--stop-after", "1"],
        ["--last-failed", "--no-cache"],
    ],
)
def test_what_cannot_be_together_is_said(lists: Callable[[str], Path], words: list[str]):
    file = lists(KNOWN)

    result = conform("mine", "-i", BOTH, *words)

    assert (result.exit_code, file.read_text()) == (2, KNOWN)
    assert words[0] in result.stderr


@pytest.mark.parametrize(
    "text", ["a # b", 'he said "no"', "back\\slash", "\x7f\x01", "tab\tand\nline", "ü ☃ 🐍"]
)
def test_any_reason_can_be_written(text: str):
    entries = {"fail": {"a/b": Entry(text, "core", ("x", text))}, "skip": {}}

    written = updated("", "Mine 1.0", entries)

    assert entries_of(written) == {"Mine 1.0": {"fail": entries["fail"]}}
    assert updated(written, "Mine 1.0", entries) == written


# --- --last-failed --------------------------------------------------------------------------------


def last(*words: str) -> list[str]:
    """The programs that `--last-failed` runs on `mine`."""
    return conform("mine", "--last-failed", "--list", *words).stdout.split()


def test_only_what_failed_is_run_again(lists: Callable[[str], Path], tmp_path: Path):
    assert conform("mine", "-i", BOTH).exit_code == 1
    assert last() == [WRONG]

    assert conform("mine", "-i", f"^{RIGHT}$").exit_code == 0  # what is not run now stays
    assert last() == [WRONG]
    assert last("--construct", "with") == [WRONG]

    (tmp_path / "wrong.py").write_text(
        "import runpy, sys\nrunpy.run_path(sys.argv[1], run_name='__main__')\n"
    )
    assert conform("mine", "--last-failed").exit_code == 0
    again = conform("mine", "--last-failed")
    assert (again.exit_code, "nothing was other than expected in the last run on mine" in again.stderr) == (
        0,
        True,
    )


def test_what_is_known_has_not_failed(lists: Callable[[str], Path]):
    lists(KNOWN)
    assert conform("mine", "-i", BOTH).exit_code == 0

    assert last() == []
    assert conform("mine", "-i", BOTH, "--no-expect").exit_code == 1
    assert last("--no-expect") == [WRONG]


def test_programs_of_ones_own_are_remembered_by_their_files(lists: Callable[[str], Path], monkeypatch):
    Path("one.py").write_text(
        "class M:\n    def __enter__(self): pass\n    def __exit__(self, *a): print(2)\nwith M(): print(1)\n"
    )
    Path("two.py").write_text("print(2)\n")
    assert conform("mine", "--", "one.py", "two.py").exit_code == 1

    listed = ["conform", "mine", "--last-failed", "--list", "--"]
    assert CliRunner().invoke(main, [*listed, "two.py", "one.py"]).stdout == "one.py\n"
    Path("folder").mkdir()
    monkeypatch.chdir("folder")
    assert CliRunner().invoke(main, [*listed, "../two.py", "../one.py"]).stdout == "../one.py\n"


def test_without_a_run_there_is_no_last_one(lists: Callable[[str], Path]):
    result = conform("mine", "--last-failed")

    assert (result.exit_code, "no run on mine is remembered" in result.stderr) == (2, True)
