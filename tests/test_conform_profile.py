"""`mvpy conform --profile`: what an interpreter gets right, wrong, and lacks; and the profiles that come with MVPy."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mvpy.command.cli import main
from mvpy.conform import Case
from mvpy.conform.profile import constructs, mark_of, profile
from mvpy.host_contract import ENTRIES
from mvpy.hosts import ADAPTERS
from mvpy.machine.lowering import PROFILES
from mvpy.rewrites import ORDER
from mvpy.rewrites.lowering import ORDER as LOWERING_ORDER

SHIPPED = sorted(PROFILES.glob("*.toml"))


def mvpy(*args: str) -> Result:
    """The result of `mvpy conform ARGS`."""
    return CliRunner().invoke(main, ["conform", *args])


def record(program: str, verdict: str = "right", *blame: str, missing: bool = False) -> dict[str, object]:
    """What a run says of one program."""
    return {"program": program, "verdict": verdict, "blame": list(blame), "missing": missing}


def test_what_is_wrong_is_so_though_some_of_it_is_right():
    records = [record("if_statement/one"), record("raise_from/one")]

    assert dict(constructs(records, ["raise_from"])) == {"if_statement": "right", "raise_from": "wrong"}


def test_what_is_not_read_is_missing_unless_some_of_it_is_right():
    records = [
        record("raise_from/one"),
        record("raise_from/two", "construct", "raise_from", missing=True),
        record("match_statement/one", "construct", "match_statement", missing=True),
        record("match_statement/two", "construct", "match_statement"),
    ]

    found = dict(constructs(records, ["match_statement", "raise_from"]))

    assert found == {"match_statement": "missing", "raise_from": "wrong"}


def test_entries_of_the_contract_are_no_constructs():
    assert list(constructs([record("core/one", "core", "contexts")], [])) == []


def test_it_is_toml():
    heading = {"host": "mine", "version": 'Mine "1"', "programs": 2}

    forms = {"raise_from": ("cause: Call",), "with_statement": ()}
    kept = {"with_statement": (), "raise_from": ("cause: Name",)}

    found = tomllib.loads(
        profile(heading, [record("if_statement/one")], forms, kept, ["contexts", "isinstance"])
    )

    assert found == {
        **heading,
        "constructs": {"if_statement": "right", "raise_from": "wrong", "with_statement": "wrong"},
        "forms": {"raise_from": ["cause: Call"]},
        "kept": {"raise_from": ["cause: Name"], "with_statement": []},
        "contract": {"missing": ["contexts", "isinstance"]},
    }


def test_the_mark_changes_with_any_program():
    one, other = Case("one", Path("one.py"), b"1\n"), Case("other", Path("other.py"), b"2\n")
    changed = Case("other", Path("other.py"), b"3\n")

    assert mark_of([one, other]) == mark_of([other, one])
    assert len({mark_of([one, other]), mark_of([one, changed]), mark_of([one])}) == 3


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["pypy", "--profile", "-i", "raise"], "--include means nothing with --profile"),
        (["pypy", "--profile", "--shard", "1/2"], "--shard means nothing with --profile"),
        (["pypy", "--profile", "--stop-after", "1"], "--stop-after means nothing with --profile"),
        (["pypy", "monty", "--profile=one.toml"], "--profile FILE is for one interpreter at a time"),
        ([f"mine={sys.executable}", "--profile"], "mine has no adapter beside which it could be"),
    ],
)
def test_of_a_part_there_is_none(args, words):
    result = mvpy(*args)

    assert (result.exit_code, words in result.stderr) == (2, True)


def test_a_run_of_all_programs_writes_it(tmp_path, monkeypatch):
    """All programs are two here."""
    folder = tmp_path / "raise_from"
    folder.mkdir()
    (folder / "one.py").write_text("print(1)\n")
    (folder / "two.py").write_text("import sys\nprint(sys.argv[1:])\n")
    cases = [
        Case(f"raise_from/{path.stem}", path, path.read_bytes(), True) for path in sorted(folder.iterdir())
    ]
    monkeypatch.setattr("mvpy.command.conform_choice.suite", lambda version: cases)

    result = mvpy(f"mine={sys.executable}", f"--profile={tmp_path}/mine.toml", "-j", "1")

    found = tomllib.loads((tmp_path / "mine.toml").read_text())
    assert (result.exit_code, f"profile: {tmp_path}/mine.toml" in result.stderr) == (0, True)
    assert (found["host"], found["suite"], found["programs"]) == ("mine", mark_of(cases), 2)
    constructs = found["constructs"]
    assert {name: word for name, word in constructs.items() if name in ORDER} == {"raise_from": "right"}
    newest = "unpacking_comprehension"
    assert constructs.get(newest) == ("missing" if sys.version_info < (3, 15) else None)
    assert found["contract"] == {"missing": []}


def test_some_come_with_mvpy():
    assert {"micropython", "pypy"} <= {path.stem for path in SHIPPED}
    assert '"profiles/*.toml"' in (Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_they_name_exists(path):
    found = tomllib.loads(path.read_text(encoding="utf-8"))

    assert found["host"] == path.stem
    assert path.stem in ADAPTERS
    assert found["version"]
    assert found["constructs"]
    assert set(found["constructs"]) <= {*ORDER, *LOWERING_ORDER}
    assert set(found["constructs"].values()) <= {"right", "wrong", "missing"}
    assert set(found["contract"]["missing"]) <= set(ENTRIES)


def test_newer_forms_are_asked_for_again_once_it_fits(tmp_path, monkeypatch):
    (tmp_path / "raise_from").mkdir()
    path = tmp_path / "raise_from" / "one.py"
    path.write_text("print(1)\n")
    case = Case("raise_from/one", path, path.read_bytes(), True)
    monkeypatch.setattr("mvpy.command.conform_choice.suite", lambda version: [case])
    answers = iter([[], ["starred_index"]])
    monkeypatch.setattr("mvpy.command.conform_profile.unread", lambda host, lowering: next(answers))

    mvpy(f"mine={sys.executable}", f"--profile={tmp_path}/mine.toml", "-j", "1")

    found = tomllib.loads((tmp_path / "mine.toml").read_text())
    assert found["constructs"] == {"raise_from": "right", "starred_index": "missing"}
