"""`mvpy conform --profile`: write what an interpreter gets right, wrong, and lacks beside its adapter, or to a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from mvpy.conform import Case, Conformance, Result
from mvpy.conform.fitting import Say, fitted
from mvpy.conform.lowered_programs import Program
from mvpy.conform.newer_syntax import unread
from mvpy.conform.profile import Record, constructs, entries_missing, mark_of, profile
from mvpy.conform.report import record
from mvpy.conform.sites import located
from mvpy.conform.wrong_forms import is_evidence, wrong_forms
from mvpy.errors import UsageError
from mvpy.hosts import adapter_of
from mvpy.machine.lowering import PROFILES, lowering_with
from mvpy.verification.report import versions

Forms = Mapping[str, tuple[str, ...]]


def place_of(file: str, host: str, named: bool) -> Path:
    """Where the profile of *host* is to be: *file*, or beside the adapter by which it was *named*."""
    if file:
        return Path(file)
    if not named:
        raise UsageError(f"--profile: {host} has no adapter beside which it could be; give --profile=FILE")
    return PROFILES / f"{host}.toml"


def write_profile(
    place: Path,
    conformance: Conformance,
    oracle: str,
    cases: Sequence[Case],
    results: Sequence[Result],
    say: Say,
) -> None:
    """Write to *place* what the *results* of all *cases* in *conformance* say of its host, which was compared with *oracle*.

    *say* hears what comes out meanwhile.
    """
    host, missing = conformance.subject.host, conformance.faults.lacks
    adapter = adapter_of(host.name)
    heading: dict[str, str | int] = {
        "host": host.name,
        "version": adapter.version(host.command) if adapter else "",
        "oracle": oracle,
        "mvpy": str(versions()["mvpy"]),
        "suite": mark_of(cases),
        "programs": len(results),
    }
    missing = entries_missing(host) if missing is None else missing
    records = [record(result) for result in results]
    forms, kept = fitting_forms(conformance, results, records, missing, say)
    try:
        place.parent.mkdir(exist_ok=True)
        place.write_text(profile(heading, records, forms, kept, missing), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--profile: {place}: {error.strerror}") from None


def fitting_forms(
    conformance: Conformance,
    results: Sequence[Result],
    records: Sequence[Record],
    missing: Sequence[str],
    say: Say,
) -> tuple[Forms, Forms]:
    """In which forms constructs are wrong, by the *results*, on a host that lacks the *missing* entries; and those kept.

    The *records* of the results say what the host does not read.  What lowering does with them is tried on all programs; *say* hears what comes out.
    """
    subject = conformance.subject
    known = [located(subject, result) for result in results]
    wrong = wrong_forms(known, subject.version)
    forms = {name: wrong.get(name, ()) for name, word in constructs(records, wrong) if word != "right"}
    programs = {result.case.name: Program(subject, result) for result in known if is_evidence(result)}
    start = lowering_with(forms, {}, tuple(missing), subject.host.name)
    start = start.with_unread(unread(subject.host, start))
    found = fitted(programs, start, conformance.options.count, say)
    # Of what is above them such programs need what has become right meanwhile.
    found = found.with_unread(unread(subject.host, found))
    return {**forms, **{name: found.forms.get(name, ()) for name in found.names}}, found.kept
