"""A folder that is desugared once more: what is known is not done again, and what is there is not written again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mvpy.command import batch
from mvpy.command.cli import main

LOOP = "for {0} in []:\n    first, *rest = {0}\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder `src` with a package of five modules and a data file, and a cache of its own."""
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("src/pack").mkdir(parents=True)
    for name in ("__init__", "a", "b", "c", "d"):
        Path("src/pack", f"{name}.py").write_text(LOOP.format(name))
    Path("src/pack/data.txt").write_text("data")
    return tmp_path


def desugar(*args: str) -> Result:
    """What `mvpy desugar` does with the folder."""
    line = ["desugar", "src", "-o", "out", "--level", "readable", *args]
    result = CliRunner().invoke(main, line, prog_name="mvpy")
    assert result.exit_code == 0, result.stderr
    return result


def times() -> dict[str, int]:
    """When each file of the output was written."""
    return {str(path): path.stat().st_mtime_ns for path in Path("out").rglob("*") if path.is_file()}


def make_old() -> dict[str, int]:
    """Give the files of the output, but for the copy, an old time; give the times of all."""
    for path in Path("out").rglob("*.py"):
        os.utime(path, ns=(1, 1))
    return times()


def test_what_is_there_is_not_written_again() -> None:
    said = desugar().stderr
    before = make_old()

    assert desugar().stderr == said
    assert times() == before


def test_what_changed_is_written_and_nothing_else() -> None:
    desugar()
    before = make_old()
    Path("src/pack/b.py").write_text("for x in [1]:\n    pass\n")
    Path("src/pack/data.txt").write_text("date")
    Path("out/pack/c.py").write_text("# a hand was here\n")

    desugar()

    after = times()
    assert {name for name in after if after[name] != before[name]} == {
        f"out/pack/{n}" for n in ("b.py", "c.py", "data.txt")
    }
    assert Path("out/pack/data.txt").read_text() == "date"


def test_a_copy_has_the_permissions_that_its_source_has_now() -> None:
    desugar()
    os.chmod("src/pack/data.txt", 0o600)

    desugar()

    assert Path("out/pack/data.txt").stat().st_mode & 0o777 == 0o600


def test_what_is_remembered_needs_no_workers_and_no_trees(monkeypatch: pytest.MonkeyPatch) -> None:
    desugar()

    def refuse(*args: object) -> object:
        raise AssertionError("it is remembered")

    monkeypatch.setattr("mvpy.system.workers.in_parallel", refuse)
    monkeypatch.setattr("mvpy.pipeline.desugar_source", refuse)
    monkeypatch.setattr("mvpy.pipeline.helpers_source", refuse)
    desugar()
    with pytest.raises(AssertionError):
        desugar("--no-cache", "-j", "2")


def test_outcomes_keep_their_order_when_some_are_remembered() -> None:
    names = sorted(str(path) for path in Path("src").rglob("*.py"))
    jobs = batch.with_options([batch.Job(name, name) for name in names], batch.Options(), "mark")
    batch.desugared(jobs[2])

    assert batch.recalled(jobs[2]) and not batch.recalled(jobs[1])
    assert [outcome.name for outcome in batch.outcomes(jobs, 2, print)] == names
