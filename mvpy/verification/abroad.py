"""Judging interpreters that are no CPython: does the original do there what it does on CPython?

A CPython, the *oracle*, says what is right.  On an interpreter on which the original does something else, it is the
interpreter that is wrong; whether the desugared program is right there all the same is told, too.  One that refuses
the original as a whole is not wrong, but does not know it; there the desugared program alone is compared.

Compared are standard output, whether the program ended well, and the type of the exception that ended it, as far as
it can be read.  The texts on standard error are each interpreter's own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from mvpy.verification.compare import DIFFERENT, SAME, Translation, stdout
from mvpy.verification.hosts import CommandHost, Host, NativeHost
from mvpy.verification.manners import bare_type
from mvpy.verification.observe import Observation
from mvpy.verification.results import HostVerdict, is_failure

Ask = Callable[[Host], HostVerdict]


def judged_abroad(
    hosts: Sequence[Host], verdicts: Sequence[HostVerdict], ask: Ask, translation: Translation
) -> tuple[HostVerdict, ...]:
    """*verdicts*, one for each of *hosts*; those on other interpreters made by what a CPython does.

    *ask* gives the verdict on one more host.
    """
    oracles = Oracles(hosts, verdicts, ask)
    return tuple(
        judged_by(oracles, host, verdict, translation) if isinstance(host, CommandHost) else verdict
        for host, verdict in zip(hosts, verdicts, strict=True)
    )


class Oracles:
    """The CPythons that say what is right for one program: those among the hosts, and others, run by need."""

    def __init__(self, hosts: Sequence[Host], verdicts: Sequence[HostVerdict], ask: Ask) -> None:
        pairs = zip(hosts, verdicts, strict=True)
        self.known = {host.python: verdict for host, verdict in pairs if isinstance(host, NativeHost)}
        self.ask = ask

    def of(self, host: CommandHost) -> tuple[HostVerdict | None, str]:
        """The verdict on the first of the oracles of *host* that can run the original, and why no better one is asked."""
        instead = host.instead
        for oracle in host.oracles:
            if oracle.python not in self.known:
                self.known[oracle.python] = self.ask(oracle)
            verdict = self.known[oracle.python]
            if verdict.outcome in ("equivalent", "different", "nondeterministic"):
                return verdict, instead
            instead = f"the original does not run on {verdict.host}"
        return None, ""

    def cores(self) -> list[Observation]:
        """What the desugared program does where it is known to be right."""
        right = [verdict for verdict in self.known.values() if verdict.outcome == "equivalent"]
        return [verdict.desugared for verdict in right if verdict.desugared]


def judged_by(
    oracles: Oracles, host: CommandHost, verdict: HostVerdict, translation: Translation
) -> HostVerdict:
    """*verdict*, on *host*, made by what *oracles* say; as it is if nobody can say anything."""
    first = verdict.original
    if first is None or verdict.outcome in ("failed", "nondeterministic"):
        return verdict
    if first.outcome in ("timeout", "output"):
        return verdict
    oracle, instead = oracles.of(host)
    if oracle is None or oracle.original is None:
        return verdict
    expected = oracle.original
    verdict = replace(verdict, oracle=oracle.host, expected=expected, instead=instead)
    wrong = difference(expected, first)
    if wrong and oracle.outcome == "nondeterministic":
        return replace(verdict, outcome="nondeterministic", level=DIFFERENT, reason=oracle.reason)
    missed = missing(verdict.desugared, expected, oracles.cores(), translation)
    verdict = replace(verdict, sites_run=oracle.sites_run)
    if not wrong:
        return like_there(verdict, oracle, missed)
    if host.manners.is_limit(first):
        reason = f"the original is too large for {verdict.host}: {first.ending()}"
        return replace(verdict, outcome="unsupported", level=DIFFERENT, reason=reason)
    refused = not is_failure(expected) and is_failure(first) and host.manners.is_refusal(first)
    if refused and not is_the_same_failure(first, verdict.desugared):
        return alone_there(verdict, missed)
    return wrong_there(verdict, wrong, missed)


def is_the_same_failure(first: Observation, second: Observation | None) -> bool:
    """Whether both programs fail by exceptions of one type: it is something that both want, and not what one alone is."""
    raised = [seen.raised for seen in (first, second) if seen and seen.raised]
    return len(raised) == 2 and bare_type(raised[0]) == bare_type(raised[1])


def like_there(verdict: HostVerdict, oracle: HostVerdict, missed: str) -> HostVerdict:
    """*verdict*, on a host on which the original does what it does on *oracle*.

    The desugared program is right there, too, if it does what it does on CPython, where plain may differ from the
    original in some kinds of things: if nothing is *missed*.
    """
    if verdict.outcome != "different":
        return verdict
    if missed or oracle.outcome != "equivalent":
        return replace(verdict, reason=missed or verdict.reason)
    return replace(verdict, outcome="equivalent", level="output", kinds=oracle.kinds, reason=oracle.reason)


def alone_there(verdict: HostVerdict, missed: str) -> HostVerdict:
    """*verdict*, on a host that refuses the original; *missed* is what the desugared program does not do there."""
    assert verdict.original is not None
    first, second = verdict.original, verdict.desugared
    reason = f"the original fails on {verdict.host}: {first.ending()}{last_words(first)}"
    outcome = "unsupported"
    if second is not None and not missed:
        reason += f"; the desugared program does there what the original does on {verdict.oracle}"
    elif second is not None:
        reason += (
            f"; nor does the desugared program do there what the original does on {verdict.oracle}: {missed}"
        )
        outcome = "different" if second.complete else verdict.outcome
    return replace(verdict, outcome=outcome, level=DIFFERENT, reason=reason, alone=True)


def wrong_there(verdict: HostVerdict, wrong: str, missed: str) -> HostVerdict:
    """The verdict on a host on which the original is *wrong*; *missed* is what the desugared program does not do there."""
    reason = f"the original does not do on {verdict.host} what it does on {verdict.oracle} ({wrong})"
    repaired = verdict.desugared is not None and not missed
    if repaired:
        reason += "; the desugared program does (repaired)"
    elif missed:
        reason += f"; nor does the desugared program ({missed})"
    return replace(
        verdict, outcome="wrong there", level=DIFFERENT, reason=reason, kinds=(), repaired=repaired
    )


def missing(
    seen: Observation | None, expected: Observation, cores: Sequence[Observation], translation: Translation
) -> str:
    """What the desugared program, in the run *seen*, does neither as the original, *expected*, nor as it does itself in *cores*."""
    if seen is None or any(not difference(core, seen) for core in cores):
        return ""
    return difference(expected, seen, translation)


def difference(expected: Observation, seen: Observation, translation: Translation = SAME) -> str:
    """What is otherwise in the run *seen*, on another interpreter, than in *expected*, on CPython; empty if nothing is.

    An exception of which nothing can be read is no other one.
    """
    found = [f"stdout: {text}"] if (text := stdout(expected, seen, translation)) else []
    if is_failure(expected) != is_failure(seen):
        found.append(f"exit status: {expected.ending()} became {seen.ending()}{last_words(seen)}")
    elif seen.raised and bare_type(seen.raised) != "SystemExit":
        types = [bare_type(one.raised) if one.raised else "none" for one in (expected, seen)]
        if types[0] != types[1]:
            found.append("exception: " + " became ".join(types))
    return "; ".join(found)


def last_words(seen: Observation) -> str:
    """Of a run without an exception that we know: the last line of its error output, to be put behind its ending."""
    lines = seen.stderr.decode("utf-8", "backslashreplace").rstrip().splitlines()
    return f" ({lines[-1].strip()})" if lines and not seen.chain and is_failure(seen) else ""
