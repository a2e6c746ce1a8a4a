"""Each form that came with a Python after 3.6: who reads it, what `check --for` says of it, and what it becomes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from newer_forms import FORMS, ODD, Form

from mvpy.command.options import OLDEST
from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.pipeline import desugar_source, newer_forms_in, rewrites_that_lower
from mvpy.rewrites.lowering.hints import HINTS, may_hold_newer

HOSTS = [(3, minor) for minor in range(6, 16)]
NEWEST = (3, 15)
every_form = pytest.mark.parametrize(
    "form", FORMS, ids=[f"{form.since[1]}-{form.words}-{n}" for n, form in enumerate(FORMS)]
)


@cache
def python_of(version: tuple[int, int]) -> str | None:
    """The CPython of that version, if one is here."""
    if version == sys.version_info[:2]:
        return sys.executable
    folder = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    found = sorted(folder.glob(f"{version[0]}.{version[1]}.*/bin/python"))
    return str(found[-1]) if found else shutil.which(f"python{version[0]}.{version[1]}")


def run(version: tuple[int, int], program: str, *options: str) -> tuple[bool, str]:
    """Whether *program* ran through on the Python of that *version*, and what it printed."""
    python = python_of(version)
    assert python is not None
    words = [python, "-W", "ignore", *options]
    done = subprocess.run(words, input=program, capture_output=True, text=True, timeout=60)
    return not done.returncode, done.stdout if not done.returncode else done.stderr


COMPILING = "import sys; compile(sys.stdin.read(), 'program', 'exec')"


def is_read(version: tuple[int, int], program: str) -> bool:
    return run(version, program, "-c", COMPILING)[0]


def lowered(program: str, version: tuple[int, int], kinds: frozenset[str] = PLAIN) -> str:
    return desugar_source(program, kinds=kinds, target=(3, 13), lowering=Lowering(version)).code


@cache
def expected(form: Form, kinds: frozenset[str]) -> str:
    """What the program of *form* prints on the newest Python that is here and reads it; if none does, as it is lowered for this one, with respect to *kinds*."""
    reading = [version for version in HOSTS if version >= form.since and python_of(version)]
    newest = sys.version_info[:2]
    if reading:
        return run(reading[-1], form.program, "-")[1]
    return run(newest, lowered(form.program, newest, kinds), "-")[1]


@every_form
def test_the_python_before_refuses_it_and_the_first_reads_it(form: Form):
    before = form.since[0], form.since[1] - 1
    if python_of(before):
        assert not is_read(before, form.program)
    if python_of(form.since):
        assert is_read(form.since, form.program)


@every_form
def test_it_is_told_with_its_place_for_the_python_before_only(form: Form):
    before = form.since[0], form.since[1] - 1
    told = newer_forms_in(form.program, "program", Lowering(before), NEWEST)

    assert [one.words for one in told if one.words.startswith(form.words)]
    assert {one.since for one in told} == {form.since}
    assert not newer_forms_in(form.program, "program", Lowering(form.since), NEWEST)


@every_form
def test_a_look_at_the_text_does_not_overlook_it(form: Form):
    assert may_hold_newer(form.program, (form.since[0], form.since[1] - 1))


@pytest.mark.parametrize(("minor", "program"), ODD)
def test_nor_does_it_in_an_odd_layout(minor: int, program: str):
    assert newer_forms_in(program + "\n", "program", Lowering((3, minor)), NEWEST)
    assert may_hold_newer(program + "\n", (3, minor))


@every_form
def test_what_it_becomes_is_read_and_does_the_same(form: Form):
    for host in HOSTS:
        if host < form.since and python_of(host):
            refuse_what_is_wrong(form, host, PLAIN)


@every_form
def test_what_it_becomes_exactly_is_read_and_does_the_same(form: Form):
    for host in {OLDEST, (form.since[0], form.since[1] - 1)}:
        if OLDEST <= host < form.since and python_of(host):
            refuse_what_is_wrong(form, host, EXACT)


def refuse_what_is_wrong(form: Form, host: tuple[int, int], kinds: frozenset[str]) -> None:
    """Fail if the *host* does not read the output for the program of *form*, or if that does not do the same there."""
    new = lowered(form.program, host, kinds)
    assert is_read(host, new), f"{host}:\n{new}"
    assert not newer_forms_in(new, "program", Lowering(host), NEWEST)
    assert lowered(new, host, kinds) == new
    if host >= form.runs_from:
        assert run(host, new, "-") == (True, expected(form, kinds)), f"{host}:\n{new}"


@every_form
def test_a_python_that_reads_it_gets_it_as_it_is(form: Form):
    assert lowered(form.program, form.since) == form.program


def test_each_form_of_the_contracts_has_a_program_and_hints():
    forms = [(rewrite, form) for rewrite in rewrites_that_lower().rewrites for form in rewrite.contract.newer]

    for rewrite, form in forms:
        assert rewrite.name in HINTS
        if rewrite.contract.removes.kinds:  # what no compiler sees is in test_lowered_types.py
            assert any(one.since == form.since and form.words.startswith(one.words) for one in FORMS), form
    assert HINTS.keys() == {rewrite.name for rewrite, _ in forms}


PROGRAMS = sorted((Path(__file__).parents[1] / "corpus").glob("*/*.py"))


def test_a_look_at_the_text_overlooks_nothing_in_the_corpus():
    for path in PROGRAMS[::9]:
        text = path.read_text(encoding="utf-8")
        told = newer_forms_in(text, path.name, Lowering(HOSTS[0]), NEWEST)
        for host in HOSTS:
            if any(form.since > host for form in told):
                assert may_hold_newer(text, host), (path, host)
