"""docs/faults.md: the page is that of docs/faults.json, and its programs do so on the interpreters that are here."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from mvpy.conform import Case, Subject
from mvpy.conform.results import VERDICTS, shown
from mvpy.conform.subject import version_of
from mvpy.hosts import ADAPTERS
from mvpy.rewrites import ORDER
from mvpy.verification import NativeHost, close_sessions

DOCS = Path(__file__).parents[1] / "docs"
KEPT = json.loads((DOCS / "faults.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def no_session_outlives_its_interpreter() -> Iterator[None]:
    yield
    close_sessions()


def maker() -> ModuleType:
    """The script that writes the page."""
    spec = importlib.util.spec_from_file_location("make_faults", DOCS / "make_faults.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_made_of_what_was_kept():
    made = maker().page(KEPT)

    assert (DOCS / "faults.md").read_text(encoding="utf-8") == made, "run: python docs/make_faults.py"


def test_there_are_thirty_different_ones():
    wrong = {program for found in KEPT["hosts"].values() for program in found["faults"]}

    assert len(wrong) >= 30
    assert set(KEPT["hosts"]) <= set(ADAPTERS)


@pytest.mark.parametrize("name", KEPT["hosts"])
def test_each_is_one(name):
    for program, fault in KEPT["hosts"][name]["faults"].items():
        assert fault["expected"] != fault["actual"], program
        assert fault["verdict"] in VERDICTS
        if fault["verdict"] == "construct":
            assert fault["blame"]
            assert set(fault["blame"]) <= set(ORDER)


@pytest.mark.parametrize("name", KEPT["hosts"])
def test_its_programs_do_so_here(tmp_path, name):
    found, adapter = KEPT["hosts"][name], ADAPTERS[name]
    command = adapter.find()
    if not command or adapter.version(command) != found["version"]:
        pytest.skip(f"{found['version']} is not here")
    subject = Subject(adapter.host(command, NativeHost()))
    same_oracle = (
        found["oracle"].rpartition(".")[0].endswith(".".join(map(str, version_of(subject.oracle.python))))
    )
    for program, fault in found["faults"].items():
        case = Case(program, tmp_path / "fault.py", KEPT["programs"][program]["text"].encode(), steady=True)
        expected = subject.right(case)
        actual = subject.run(case, case.data, replace(expected, seconds=expected.seconds + 1))

        assert shown(actual) == fault["actual"], program
        if same_oracle:
            assert shown(expected) == fault["expected"], program
