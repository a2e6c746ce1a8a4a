"""`mvpy conform`: one interpreter.  Programs are chosen, it is started, they are run, looked at closer, kept and told."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from mvpy.command.chosen_oracle import of_unrecorded, oracle_name
from mvpy.command.conform_choice import (
    CommandLine,
    chosen_cases,
    failed_last,
    is_adapters,
    started,
    started_sooner,
    with_oracle,
    written,
)
from mvpy.command.conform_profile import place_of, write_profile
from mvpy.command.conform_reports import Teller, never_run, title
from mvpy.command.exit_codes import FINDINGS, FINE, UNUSABLE
from mvpy.command.expectations_in_use import expectations_of, update, version_of_host
from mvpy.command.kept_findings import KeptFindings
from mvpy.command.last_failed import remember_failed
from mvpy.command.output_cache import fingerprint
from mvpy.command.signals import last_words
from mvpy.command.terminal import progress, say
from mvpy.conform import Case, Conformance, NotRunning, Options, Result, Subject
from mvpy.conform.expectations import NONE, Expectations
from mvpy.conform.refining import Refinement, refined
from mvpy.conform.report import Report
from mvpy.errors import UsageError
from mvpy.hosts import ADAPTERS
from mvpy.hosts.broken import BROKEN, FAULTS
from mvpy.verification import CommandHost
from mvpy.verification.report import on_one_line, speakable


def look_at(
    host: CommandHost, by_name: bool, paths: Sequence[str] | None, options: CommandLine, teller: Teller
) -> int:
    """Look at *host*, give *teller* the report on what it gets wrong, and give the exit code."""
    place = None if options.profile is None else place_of(options.profile, host.name, is_adapters(host))
    subject, said = with_oracle(host, paths, options)
    if options.last_failed and not failed_last(host, paths is None):
        say(f"nothing was other than expected in the last run on {host.name}")
        return FINE
    chosen = choose(subject, by_name, paths, options)
    if options.list_:
        return name_programs(chosen)
    try:
        subject = started(replace(subject, host=started_sooner(subject.host, len(chosen.cases))), options)
    except NotRunning as error:
        say(str(error))
        teller.add(never_run(host.name, str(error)))
        return UNUSABLE
    look = Look(subject, chosen, paths, options)
    look.say(said)
    return look.through(teller, place)


@dataclass(frozen=True)
class Chosen:
    """The programs to run, *cases*; what is *known* to be wrong; and of which programs that says that they are *skipped*."""

    cases: Sequence[Case]
    known: Expectations
    skipped: Mapping[str, str]


def choose(subject: Subject, by_name: bool, paths: Sequence[str] | None, options: CommandLine) -> Chosen:
    """What is run on *subject*: of the programs at *paths*, or of the suite.

    What is known of an adapter is about that one, called *by_name*, and the suite.  What is broken on purpose has none.
    """
    listed = by_name and paths is None and subject.host.name in ADAPTERS
    known = expectations_of(subject.host, options) if listed else NONE
    if options.update and known is NONE:
        raise UsageError("--update is for MVPy's own programs on one of `mvpy hosts`, and nothing else of it")
    cases = chosen_cases(subject, paths, options)
    skipped = {case.name: known.skip[case.name].reason for case in cases if case.name in known.skip}
    if len(skipped) == len(cases):
        raise UsageError(f"no program is left to run: the expectations for {known.version} skip them")
    return Chosen([case for case in cases if case.name not in skipped], known, skipped)


def name_programs(chosen: Chosen) -> int:
    """Name the programs that are *chosen*, one a line; the exit code."""
    speakable(sys.stdout)
    for case in chosen.cases:
        print(on_one_line(case.name))
    return FINE


@dataclass
class Look:
    """A look at *subject*, which has been started, with the programs *chosen* at *paths*; *results* are those so far."""

    subject: Subject
    chosen: Chosen
    paths: Sequence[str] | None
    options: CommandLine
    results: list[Result] = field(default_factory=list)

    def __post_init__(self) -> None:
        options, subject = self.options, self.subject
        mark = "" if options.no_cache else fingerprint()
        work = Options(options.jobs or 0, options.stop_after or 0, mark)
        self.conformance = Conformance(subject, work, say, self.chosen.known, dict(self.chosen.skipped))
        self.keeper: KeptFindings | None = None
        if options.keep_failures:
            self.keeper = KeptFindings(options.keep_failures, subject, again(subject.host, options))

    def through(self, teller: Teller, place: Path | None) -> int:
        """Run, look closer, say what is kept and what is left out, write the profile to *place*, and tell; the exit code."""
        self.say(of_unrecorded(self.subject, self.chosen.cases))
        with self.told_as_a_part(teller):
            self.run()
            self.look_closer()
        self.say_what_is_kept()
        self.say_what_is_left_out()
        if place:
            self.write_profile(place)
        return self.tell(teller)

    def say(self, words: str) -> None:
        """Say *words*, if there are any, and all is not to be quiet."""
        if words and not self.options.quiet:
            say(words)

    @contextmanager
    def told_as_a_part(self, teller: Teller) -> Iterator[None]:
        """Gives *teller* what there is if what is done meanwhile is interrupted."""
        try:
            yield
        except KeyboardInterrupt:
            self.conformance.partial = "it was interrupted"
            with last_words():
                self.tell(teller)
            raise

    def run(self) -> None:
        """Run the programs; what is wrong and not known is kept at once, if it is to be kept."""
        total = 0 if self.options.quiet else len(self.chosen.cases)
        with closing(self.conformance.results(self.chosen.cases)) as running:
            for result in progress(running, f"running on {self.subject.host.name}", total):
                self.results.append(result)
                if self.keeper and result.is_finding and not result.is_right:
                    self.keeper.keep(result)

    def look_closer(self) -> None:
        """Find out more of those results of which it was asked for, and put that in their places."""
        options = self.options
        wanted = Refinement(options.reduce_time if options.reduce_ else 0.0, options.bisect_)
        found = wanted.wanted(self.results)
        if not found:
            return
        places = {result.case.name: number for number, result in enumerate(self.results)}
        total = 0 if options.quiet else len(found)
        with closing(refined(self.conformance, tuple(self.results), wanted)) as running:
            for result in progress(running, "looking closer", total):
                self.results[places[result.case.name]] = result
                if self.keeper:
                    self.keeper.add(result)

    def say_what_is_kept(self) -> None:
        """Say how many findings are kept, and how many are not, since they are known."""
        known = sum(result.expected_to_fail and not result.is_right for result in self.results)
        if self.keeper:
            self.say(self.keeper.in_words(known))

    def say_what_is_left_out(self) -> None:
        """Say of which programs nothing could be told; of MVPy's own, it is enough to know how many."""
        for untold in self.conformance.untold:
            if not untold.case.steady:
                self.say(f"{on_one_line(untold.case.name)} is left out: {on_one_line(untold.why)}")

    def write_profile(self, place: Path) -> None:
        """Write the profile to *place*."""
        write_profile(place, self.conformance, self.oracle, self.chosen.cases, self.results, self.say)
        self.say(f"profile: {place}")

    def tell(self, teller: Teller) -> int:
        """Give *teller* the report, remember what failed, and with `--update` list that in the expectations; the exit code."""
        host, known = self.subject.host, self.chosen.known
        teller.add(self.report())
        if not self.options.no_cache:
            remember_failed(host, self.paths is None, self.results)
        if self.options.update and not self.conformance.partial:
            say(update(known, host, self.results))
            return FINE
        return FINE if self.results and not any(result.is_finding for result in self.results) else FINDINGS

    def report(self) -> Report:
        """The report."""
        host, known = self.subject.host, self.chosen.known
        paths = {} if self.paths is None else {"paths": list(self.paths)}
        return Report(
            host.name,
            version_of_host(host),
            self.oracle,
            sorted(self.results, key=lambda result: result.case.name),
            self.conformance.partial,
            {**self.options.chosen, **paths},
            {untold.case.name: untold.why for untold in self.conformance.untold},
            title,
            ", ".join(FAULTS) if host.name == BROKEN.name and is_adapters(host) else "",
            known.version if known.fail or known.skip else "",
            self.chosen.skipped,
        )

    @property
    def oracle(self) -> str:
        """What has said what is right: "CPython 3.8.18, recorded"."""
        recorded = self.subject.recorded
        run = sum(result.expected.host != recorded.name for result in self.results) if recorded else 0
        return oracle_name(self.subject, run)


def again(host: CommandHost, options: CommandLine) -> list[str]:
    """The words of a command that looks at *host* with these *options*, but for the programs."""
    words = [sys.executable, "-P", "-m", "mvpy", "conform", written(host)]
    words += ["--version", "{}.{}".format(*options.version)] if options.version else []
    return words + (["--shim", os.path.abspath(options.shim)] if options.shim else [])
