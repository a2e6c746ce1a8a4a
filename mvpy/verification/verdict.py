"""Verify: run the original and the desugared program on each host, compare, and say what that means.

On every host the original runs twice, so that a program whose runs differ anyway isn't blamed on the
desugaring; the second time with its heap shifted, so that what depends on addresses shows, and traced, so that
the sites it passes are known.  Then the desugared program runs.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

from mvpy.system.lifetime import Abandoned, abandon, forget
from mvpy.verification.abroad import judged_abroad
from mvpy.verification.compare import (
    DIFFERENT,
    LEVELS,
    Comparison,
    Translation,
    compare,
    known_from_stderr_only,
)
from mvpy.verification.hosts import SHIFTED, CommandHost, Host, Job, Say, Session, session, silent
from mvpy.verification.kinds_hidden import Trial, hidden_kinds
from mvpy.verification.kinds_shown import same_names
from mvpy.verification.observe import Observation
from mvpy.verification.results import OUTCOMES, HostVerdict, Task, Verification, is_failure
from mvpy.verification.supervise import HostError, Limits
from mvpy.verification.wasi_sandbox import WasiError

PATIENCE = 4  # desugared programs are slower; time is not what is compared


def verify(
    original: Path,
    desugared_source: str | bytes,
    hosts: Sequence[Host],
    *,
    argv: Sequence[str] = (),
    stdin: bytes = b"",
    timeout: float = 10.0,
    memory: int = 512 << 20,
    output: int = 8 << 20,
    level: str = "exact",
    helpers: Collection[str] = (),
    line_map: Mapping[int, int] | None = None,
    sites: Collection[int] | None = None,
    root: Path | None = None,
    say: Say = silent,
) -> Verification:
    """Run *original* and *desugared_source* on all *hosts* at once; compare at *level* (see `compare`)."""
    task = Task(original, desugared_source, argv, stdin, Translation(helpers, line_map), sites, root)
    limits = Limits(timeout, memory, output)
    if len(hosts) < 2:
        return verify_task(task, hosts, limits, level, say)
    with Workers(len(hosts)) as pool:
        return verify_task(task, hosts, limits, level, say, pool.map)


def verify_many(
    tasks: Iterable[Task],
    hosts: Sequence[Host],
    *,
    timeout: float = 10.0,
    memory: int = 512 << 20,
    output: int = 8 << 20,
    level: str = "exact",
    jobs: int | None = None,
    say: Say = silent,
) -> Iterator[Verification]:
    """Verify each of *tasks*, *jobs* at a time (as many as there are cores); give the results in their order.

    A single program is run on all hosts at a time.  The work is done by the hosts' processes; our threads
    only wait for them.  Tasks are taken as they come: what is still being desugared doesn't hold up the others.
    """
    limits = Limits(timeout, memory, output)
    count = jobs or os.cpu_count() or 1
    waiting = iter(tasks)
    first = list(islice(waiting, 2))
    with Workers(max(count, len(hosts)) if len(first) == 1 else count) as pool:
        if len(first) == 1:
            yield verify_task(first[0], hosts, limits, level, say, pool.map)
            return
        running: list[Future[Verification]] = []
        for task in chain(first, waiting):
            running.append(pool.submit(verify_task, task, hosts, limits, level, say))
            if len(running) > 4 * count:
                yield running.pop(0).result()
        for future in running:
            yield future.result()


class Workers(ThreadPoolExecutor):
    """Threads that verify.  Who leaves the `with` early, by Ctrl-C perhaps, ends what they run."""

    def __init__(self, count: int) -> None:
        self.threads: list[int] = []
        self.left = False
        super().__init__(count, initializer=self.enter)

    def enter(self) -> None:
        """Note a thread of ours."""
        self.threads.append(threading.get_ident())
        if self.left:
            abandon(self.threads)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.left = True
            abandon(self.threads)
        self.shutdown(cancel_futures=True)
        forget(self.threads)


def verify_task(
    task: Task,
    hosts: Sequence[Host],
    limits: Limits,
    level: str,
    say: Say = silent,
    at_once: Callable[..., Iterable[HostVerdict]] | None = None,
) -> Verification:
    """The verification of one program on all hosts, in turn; or with the `map` of a pool, *at_once*."""
    if level not in LEVELS:
        raise ValueError(f"unknown level {level!r}; there are {', '.join(LEVELS)}")
    started = time.perf_counter()
    on = partial(verdict_on, task=task, limits=limits, level=level, say=say)
    seen = list(at_once(on, hosts)) if at_once else in_turn(on, hosts, task)
    verdicts = hollow_taken_out(judged_abroad(hosts, seen, on, task.translation))
    if task.sites is not None:
        verdicts = strangers_taken_out(verdicts)
    sites_run = max(
        (verdict.sites_run for verdict in verdicts if verdict.sites_run is not None), default=None
    )
    sites = None if task.sites is None else len(task.sites)
    outcome, reason = overall(verdicts, sites, sites_run)
    held = [verdict.level for verdict in verdicts if verdict.outcome == "equivalent"]
    weakest = min(held, key=LEVELS.index) if held and outcome == "equivalent" else DIFFERENT
    seconds = time.perf_counter() - started
    return Verification(task.original, outcome, weakest, reason, verdicts, sites, sites_run, seconds)


# --- one host -------------------------------------------------------------------------------------


def in_turn(on: Callable[..., HostVerdict], hosts: Sequence[Host], task: Task) -> list[HostVerdict]:
    """The verdicts *on* each of *hosts*; what the first of them finds out spares the others a run."""
    verdicts: list[HostVerdict] = []
    like = None
    for host in hosts:
        verdict = on(host, like=like)
        verdicts.append(verdict)
        if verdict.outcome == "equivalent" and (task.sites is None or verdict.sites_run is not None):
            like = like or verdict.original
    return verdicts


def verdict_on(
    host: Host, task: Task, limits: Limits, level: str, say: Say, like: Observation | None = None
) -> HostVerdict:
    """The verdict on one host; a host that can't work fails, and nothing else does."""
    started = time.perf_counter()
    try:
        with session(host, say) as mine:
            verdict = trial(mine, task, limits, level, like)
    except (HostError, WasiError, OSError) as error:
        verdict = HostVerdict(host.name, "failed", reason=str(error))
    except Abandoned:
        verdict = HostVerdict(host.name, "failed", reason="it was interrupted")
    return replace(verdict, seconds=time.perf_counter() - started)


def trial(
    mine: Session, task: Task, limits: Limits, level: str, like: Observation | None = None
) -> HostVerdict:
    """Run the original twice, then the desugared program, and judge.

    *like* is a run of the original on a host where it was seen to do the same each time.  If it does that here
    as well, the second run is made only if the desugared program differs.
    """
    name = mine.host.name
    job = job_of(task, limits)
    first = mine.run(job)
    if first.outcome == "failed":
        return HostVerdict(name, "failed", reason=first.ending(), original=first)
    why = unfit(mine.host, first)
    desugared = replace(job, source=source_of(task), limits=with_longer_timeout(limits))
    if why:
        crash = first.outcome == "crashed" and isinstance(mine.host, CommandHost)
        second = mine.run(desugared) if crash else None
        return HostVerdict(name, "unsupported", reason=why, original=first, desugared=second)
    known = like is not None and compare(like, first).holds("output")
    watched = None
    if not known:
        unsteady, watched = once_more(mine, job, first, level, traced=bool(task.sites))
        if unsteady and not talks_of_itself(mine.host, unsteady):
            return unsteady
        level = "output" if unsteady else level
    second = mine.run(desugared)
    verdict = judged(name, first, second, compare(first, second, task.translation), level)
    if known and verdict.outcome != "equivalent":
        unsteady, watched = once_more(mine, job, first, level, traced=bool(task.sites))
        if unsteady:
            return unsteady
    if verdict.outcome == "different" and task.exact:
        verdict = explained(verdict, mine, desugared, watched, task, level)
    return replace(verdict, sites_run=sites_run(task, watched.lines if watched else None))


def explained(
    verdict: HostVerdict, mine: Session, job: Job, watched: Observation | None, task: Task, level: str
) -> HostVerdict:
    """*verdict*, "different", of a plain program; or "equivalent" if it differs only in kinds that plain may differ in.

    *job* is the run of the plain program, *watched* that of the original, traced.  A difference is believed to be of
    such a kind only where it is seen to be, and where the program that may not differ in it does not.
    """
    assert task.exact and verdict.original and verdict.desugared
    first, level_here = verdict.original, best_of(verdict.original, level)

    def is_right(other: Task) -> bool:
        """Whether the program of *other* does the same as the original."""
        seen = mine.run(replace(job, source=source_of(other)))
        return compare(first, seen, other.translation).holds(level_here)

    if not is_right(task.exact()):
        return verdict
    plain = mine.run(replace(job, traced=True))
    original = task.original.read_bytes()
    trial = Trial(
        mine.run,
        replace(job, source=original),
        job,
        task.translation,
        same_names(original, job.source, task.translation),
    )
    kinds = trial.kinds_left(
        replace(first, messages=watched.messages if watched else ()),
        replace(verdict.desugared, messages=plain.messages),
    ) or hidden_kinds(first, verdict.desugared, trial)
    if not kinds or not set(kinds) <= SEEN_IN_TEXTS and not is_right(task.exact(kinds)):
        return replace(verdict, reason=f"{verdict.reason}; the exact output does the same as the original")
    return replace(verdict, outcome="equivalent", level=level, kinds=kinds)


SEEN_IN_TEXTS = {"words", "frames"}


def source_of(task: Task) -> bytes:
    """The desugared program of *task*."""
    return task.desugared.encode() if isinstance(task.desugared, str) else task.desugared


def once_more(
    mine: Session, job: Job, first: Observation, level: str, traced: bool
) -> tuple[HostVerdict | None, Observation | None]:
    """The verdict if a second run of the original isn't as the *first*, or fails; the run in which it was traced.

    There is one if *traced*.  The same run shows both, as a rule; a program that notices that it is traced
    runs a third time.
    """
    job, level = replace(job, shift=SHIFTED), best_of(first, level)
    watched = found = None
    if traced:
        watched = mine.run(replace(job, traced=True, limits=with_longer_timeout(job.limits)))
        if watched.outcome == "failed":
            return broken(mine.host, first, watched), None
        found = compare(first, watched)
    if found is None or not found.holds(level):
        again = mine.run(job)
        if again.outcome == "failed":
            return broken(mine.host, first, again), None
        found = compare(first, again)
    if found.holds(level):
        return None, watched
    reason = f"two runs of the original differ: {found.reason()}"
    verdict = HostVerdict(
        mine.host.name, "nondeterministic", reason=reason, differences=found.differences, original=first
    )
    return verdict, watched


def talks_of_itself(host: Host, unsteady: HostVerdict) -> bool:
    """Whether *host* is an interpreter that says other things of itself on standard error each time: how long it took."""
    return isinstance(host, CommandHost) and set(unsteady.differences) == {"stderr"}


def broken(host: Host, first: Observation, later: Observation) -> HostVerdict:
    """The verdict "failed" on a *host* that ran the program *first*, and then broke in a *later* run."""
    return HostVerdict(host.name, "failed", reason=later.ending(), original=first)


def with_longer_timeout(limits: Limits) -> Limits:
    """*limits* for a run that is slower by its nature."""
    return replace(limits, seconds=limits.seconds * PATIENCE)


def job_of(task: Task, limits: Limits) -> Job:
    """The run of the original of *task* within *limits*."""
    path = task.original.absolute()
    root = task.root.absolute() if task.root else path.parent
    return Job(root, path.relative_to(root), path.read_bytes(), tuple(task.argv), task.stdin, limits)


def unfit(host: Host, original: Observation) -> str:
    """Why the run of the original gives nothing to compare with; empty if it does."""
    if not original.complete:
        return f"the original fails on {host.name}: {original.ending()}"
    lacking = host.lacks(original)
    return f"the original fails on {host.name}: {lacking}" if lacking else ""


def best_of(original: Observation, level: str) -> str:
    """*level*, or "output" where the host can't show more of an exception."""
    return "output" if known_from_stderr_only(original) else level


def judged(name: str, first: Observation, second: Observation, found: Comparison, level: str) -> HostVerdict:
    """The verdict from the comparison of the original's and the desugared program's run."""
    if second.outcome == "failed":
        return HostVerdict(name, "failed", reason=second.ending(), original=first, desugared=second)
    same = found.holds(best_of(first, level))
    reason = "" if same else found.reason()
    outcome = "equivalent" if same else "different"
    return HostVerdict(name, outcome, found.level, reason, found.differences, first, second)


def sites_run(task: Task, lines: frozenset[int] | None) -> int | None:
    """At how many of the sites the original passes, by the *lines* it ran; None if that isn't known."""
    if not task.sites:
        return None if task.sites is None else 0
    return None if lines is None else sum(line in lines for line in task.sites)


# --- all hosts ------------------------------------------------------------------------------------


def hollow_taken_out(verdicts: Sequence[HostVerdict]) -> tuple[HostVerdict, ...]:
    """*verdicts*, where failing alike on one host isn't equivalence if the original succeeds on another.

    A program that needs a temporary folder stops early on WASI; all that lies behind was not compared.
    """
    originals = [verdict.original for verdict in verdicts if verdict.original and not verdict.oracle]
    succeeds = {original.status for original in originals if original.outcome == "finished"}
    if not succeeds:
        return tuple(verdicts)
    return tuple(
        verdict if not is_hollow(verdict, succeeds) else unsupported(verdict) for verdict in verdicts
    )


def is_hollow(verdict: HostVerdict, succeeds: Collection[int | None]) -> bool:
    """Whether both programs failed there, as they say or as their status says; *succeeds* has that of success."""
    original = verdict.original
    if verdict.outcome != "equivalent" or original is None or verdict.oracle:
        return False
    return bool(original.chain) or (0 in succeeds and original.status != 0)


def unsupported(verdict: HostVerdict) -> HostVerdict:
    """*verdict*, of a host on which the original fails."""
    assert verdict.original is not None
    reason = f"the original fails on {verdict.host}: {verdict.original.ending()}"
    return replace(verdict, outcome="unsupported", level=DIFFERENT, reason=reason)


def strangers_taken_out(verdicts: Sequence[HostVerdict]) -> tuple[HostVerdict, ...]:
    """*verdicts*, where a host that can't show which lines it runs is believed only if others can vouch for it.

    A host that runs nothing at all would find every two programs alike.
    """
    sure = [
        verdict.original
        for verdict in verdicts
        if verdict.sites_run is not None and verdict.original and not verdict.oracle
    ]
    return tuple(
        (
            verdict
            if verdict.outcome != "equivalent" or verdict.sites_run is not None
            else vouched(verdict, sure)
        )
        for verdict in verdicts
    )


def vouched(verdict: HostVerdict, sure: Sequence[Observation]) -> HostVerdict:
    """*verdict*, if its original does what one of *sure*, of which the lines are known, does."""
    assert verdict.original is not None
    differences = [compare(one, verdict.original) for one in sure]
    if any(found.holds("output") for found in differences):
        return verdict
    if verdict.original.silent:  # the host can, but the program closed the files, for example
        reason = f"{verdict.host} gave no report, so nobody knows which lines it ran"
    else:
        reason = f"{verdict.host} can't show which lines it runs"
    if differences:
        where = f"and the original behaves differently there than on {sure[0].host}"
        reason = f"{reason}, {where}: {differences[0].reason()}"
    elif not verdict.original.silent:
        reason += "; let native or wasi run the program, too"
    return replace(verdict, outcome="unsupported", level=DIFFERENT, reason=reason)


def overall(verdicts: Sequence[HostVerdict], sites: int | None, run: int | None) -> tuple[str, str]:
    """The outcome over all hosts, and the diagnosis in one sentence."""
    by_outcome = {outcome: [v for v in verdicts if v.outcome == outcome] for outcome in OUTCOMES}
    different, wrong, equal = (by_outcome[name] for name in ("different", "wrong there", "equivalent"))
    asides = [aside(v) for v in verdicts if v.outcome in ("nondeterministic", "unsupported", "failed")]
    asides += across(verdicts)
    if not verdicts:
        return "nothing verified", "not run: there is no host"
    judged = [v for v in verdicts if v.instead and v.outcome in ("equivalent", "wrong there")]
    asides += [f"{v.host} is compared with {v.oracle}: {v.instead}" for v in judged]
    if different:
        alone = [verdict.reason for verdict in different if verdict.alone]
        blamed = [verdict for verdict in different if not verdict.alone]
        reasons = [blame(blamed, equal)] if blamed else ["different: " + alone.pop(0)]
        return "different", "; ".join([*reasons, *alone, *(verdict.reason for verdict in wrong), *asides])
    if wrong:
        reasons = [f"wrong there: {wrong[0].reason}", *(verdict.reason for verdict in wrong[1:])]
        reasons += [f"equivalent on {names(equal)}"] if equal else []
        return "wrong there", "; ".join([*reasons, *asides])
    if by_outcome["failed"]:
        return "failed", "; ".join(asides)
    if not equal:
        outcome = "nondeterministic" if by_outcome["nondeterministic"] else "unsupported"
        return outcome, "; ".join(["nothing verified", *asides])
    if sites == 0:
        return "nothing verified", "nothing verified: no rewrite fired in this program"
    if run == 0:
        return "nothing verified", "nothing verified: no line at which a rewrite fired was run"
    reasons = [f"equivalent on {names(equal)}{failing(equal[0])}", *plain_differences(equal), *asides]
    return "equivalent", "; ".join(reasons)


def plain_differences(equal: Sequence[HostVerdict]) -> list[str]:
    """In which kinds the plain program differs from the original, and what was seen of it."""
    told = [verdict for verdict in equal if verdict.kinds]
    if not told:
        return []
    kinds = dict.fromkeys(kind for verdict in told for kind in verdict.kinds)
    return [f"plain differs in {', '.join(kinds)} ({told[0].reason})"]


def failing(verdict: HostVerdict) -> str:
    """How the program ends on a host where both do the same, if it does not end well: what lies behind was not run."""
    original = verdict.original
    return f", where it ends with {original.ending()}" if original and is_failure(original) else ""


def blame(different: Sequence[HostVerdict], equal: Sequence[HostVerdict]) -> str:
    """Who is wrong, where."""
    where = "both hosts" if len(different) == 2 and not equal else names(different)
    text = f"different: only the desugared program behaves differently on {where}"
    if equal:
        text += f", not on {names(equal)}"
    return f"{text} ({different[0].reason})"


def aside(verdict: HostVerdict) -> str:
    """What a host without a result has to say."""
    if verdict.outcome == "nondeterministic":
        return f"on {verdict.host} {verdict.reason}"
    return verdict.reason if verdict.outcome == "unsupported" else f"{verdict.host} failed: {verdict.reason}"


def across(verdicts: Sequence[HostVerdict]) -> list[str]:
    """Where the original itself behaves differently: a difference of the hosts, not of the desugaring."""
    told = [
        verdict
        for verdict in verdicts
        if not verdict.oracle and verdict.outcome in ("equivalent", "different") and not verdict.alone
    ]
    seen = [verdict.original for verdict in told if verdict.original]
    out = []
    for other in seen[1:]:
        found = compare(seen[0], other)
        if not found.holds("output"):
            out.append(
                f"the original itself differs between {seen[0].host} and {other.host}: {found.reason()}"
            )
    return out


def names(verdicts: Sequence[HostVerdict]) -> str:
    """The hosts' names, in words."""
    *most, last = [verdict.host for verdict in verdicts]
    return f"{', '.join(most)} and {last}" if most else last
