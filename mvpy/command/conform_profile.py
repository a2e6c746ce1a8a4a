"""`mvpy conform --profile`: write what an interpreter gets right, wrong, and lacks beside its adapter, or to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mvpy.conform import Case, Conformance, Result
from mvpy.conform.profile import PROFILES, entries_missing, mark_of, profile
from mvpy.conform.report import record
from mvpy.conform.sites import located
from mvpy.conform.wrong_forms import wrong_forms
from mvpy.errors import UsageError
from mvpy.hosts import adapter_of
from mvpy.verification.report import versions


def place_of(file: str, host: str, named: bool) -> Path:
    """Where the profile of *host* is to be: *file*, or beside the adapter by which it was *named*."""
    if file:
        return Path(file)
    if not named:
        raise UsageError(f"--profile: {host} has no adapter beside which it could be; give --profile=FILE")
    return PROFILES / f"{host}.toml"


def write_profile(
    place: Path, conformance: Conformance, oracle: str, cases: Sequence[Case], results: Sequence[Result]
) -> None:
    """Write to *place* what the *results* of all *cases* in *conformance* say of its host, which was compared with *oracle*."""
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
    records = [record(result) for result in results]
    known = [located(conformance.subject, result) for result in results]
    forms = wrong_forms(known, conformance.subject.version)
    missing = entries_missing(host) if missing is None else missing
    try:
        place.parent.mkdir(exist_ok=True)
        place.write_text(profile(heading, records, forms, missing), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--profile: {place}: {error.strerror}") from None
