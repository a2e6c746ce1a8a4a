"""What is to blame where not even the core of a program is right.

The interpreter dies, hangs, or does not read the core; then that is said.  Else it is shown what the core needs: entries
of the host contract that the interpreter lacks, by its probes, and without which CPython goes wrong as well; calls
that give something else there; names that are not there at all.  What the program itself names is the library's.
"""

from __future__ import annotations

import builtins
import io
import re
import tokenize
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from textwrap import indent
from threading import Lock

from mvpy.conform.asking import lacking
from mvpy.conform.divergence import KINDS, marked, parting, said
from mvpy.conform.forms import as_bytes
from mvpy.conform.needs import Need, Needs, lost, needs_of
from mvpy.conform.results import Case, Result
from mvpy.conform.subject import AT_ONCE, PATIENCE, Subject
from mvpy.conform.trial import Core, died
from mvpy.host_contract import ENTRIES, NotRunning, rests_on
from mvpy.system.workers import in_parallel
from mvpy.verification import Observation
from mvpy.verification.manners import bare_type

IMPORTED = re.compile(r"^\s*(?:from\s+([A-Za-z_]\w*)|import\s+([A-Za-z_][\w, ]*))", re.MULTILINE)
NO_ATTRIBUTE = re.compile(
    r"'(\w+)' object has no attribute '(\w+)'|type object '(\w+)' has no attribute '(\w+)'"
)
SEPARATOR = "\x1f"
MOST_PATCHES = 12  # values that are put right, until it is seen that one matters
# Marks that are looked through for a program, in all its runs: no machine is too slow for such a bound.
MOST_MARKS = 60_000


@dataclass
class CoreFaults:
    """Finds what is to blame for wrong cores on *subject*, with *count* processes."""

    subject: Subject
    count: int
    say: Callable[[str], None]
    known: dict[str, bool] = field(default_factory=dict)
    mutex: Lock = field(default_factory=Lock)
    lacks: list[str] | None = None

    def judged(self, cores: Sequence[Core], pool: Executor) -> Iterator[Result]:
        """A result for each of *cores*, which are wrong."""
        left: list[tuple[Core, str]] = []
        for core, verdict in zip(cores, pool.map(self.ending, cores)):
            if verdict in ("crash", "hang"):
                yield core.result(verdict)
            else:
                left.append((core, verdict))
        if not left:
            return
        lacking = self.lacking()
        tasks = [need_of(core, lacking) for core, _ in left]
        found = in_parallel(needs_of, tasks, min(self.count, len(tasks)), lost, self.say)
        yield from pool.map(self.blamed, left, found)

    def ending(self, core: Core) -> str:
        """The verdict, where how the runs ended says it."""
        trial = core.trial
        if died(core.actual) or died(trial.actual):
            return "crash"
        if "timeout" in (core.actual.outcome, trial.actual.outcome):
            return "hang"
        return "" if core.reads(core.forms.core, core.actual) else "unparsable"

    def lacking(self) -> list[str]:
        """The entries of the host contract that the host lacks, with its shim; it is asked once."""
        if self.lacks is None:
            self.lacks = self.probed()
        return self.lacks

    def probed(self) -> list[str]:
        """`lacking`, newly asked."""
        try:
            return lacking(self.subject.host)
        except NotRunning:
            return []  # it ran `print(1)` before, and may have died since

    def blamed(self, told: tuple[Core, str], needs: Needs) -> Result:
        """The result for the core, and the verdict if there is one, that are *told*; the core has these *needs*."""
        core, verdict = told
        trial, own = core.trial, own_names(core.trial.case)
        missing = not trial.reads_original()
        first = core.going_further(missing)[:1]
        entries = sorted(needs.entries, key=lambda name: len(rests_on(name, needs.entries)))
        of_host = [name for name in entries if ENTRIES[name].kind not in LIBRARY]
        others = [name for name in entries if name not in of_host]
        if not verdict:
            others += [*self.differing(core, needs.calls), *self.absent(core, own)]
        of_library = [name for name in others if names_it(own, name)]
        rest = (of_host + of_library) or others or list(needs.alike)
        if not rest and not verdict:
            rest = self.parted(core)
            of_library = [name for name in rest if name not in KINDS and names_it(own, name)]
        verdict = verdict or ("library" if of_library and not of_host else "core")
        blame = tuple(dict.fromkeys((*first, *rest)))
        return core.result(verdict, blame=blame, missing=missing)

    def differing(self, core: Core, calls: Sequence[tuple[str, str]]) -> list[str]:
        """What is called in *calls* and gives something else on the host than on the oracle."""
        if not calls:
            return []
        program = "".join(
            f"try:\n{indent(text, '    ')}    print('{number}{SEPARATOR}', repr(value), repr(given))\n"
            f"except Exception:\n    print('{number}{SEPARATOR}')\n"
            for number, (_, text) in enumerate(calls)
        )
        case = replace(core.trial.case, data=program.encode())
        expected = self.subject.on_cpython(case)  # the record has no such programs
        right, seen = answers(expected), answers(self.subject.run(case, case.data, expected, PATIENCE))
        # Dictionaries in another order matter only where what is printed is in another order.
        in_any_order = sorted(core.trial.expected.stdout) != sorted(core.actual.stdout)
        found = [
            label
            for number, (label, _) in enumerate(calls)
            if number in seen and differ(seen[number], right.get(number, ""), in_any_order)
        ]
        return list(dict.fromkeys(found))

    def absent(self, core: Core, own: Names) -> list[str]:
        """What the program names, and is not there: builtins, modules, methods of which the last words speak."""
        trial = core.trial
        found = [name for name in sorted(own.words & BUILTINS) if not self.there(trial.case, f"{name}\n")]
        for name in sorted(own.modules):
            tests = (f"import {name}\n", f"__import__('{name}')\n")
            if not any(self.there(trial.case, test) for test in tests):
                found.append(name)
        for seen in (trial.actual, core.actual):
            for path, test in attributes_missed(seen):
                if not self.there(trial.case, test):
                    found.append(path)
        return list(dict.fromkeys(found))

    def parted(self, core: Core) -> list[str]:
        """The first of what the core does that is not as on the oracle, and that matters: a call, or a statement."""
        case = core.trial.case
        right, printed = said(
            self.subject.right(replace(case, data=as_bytes(case, marked_core(core, {}, True))))
        )
        if printed.encode() != core.trial.expected.stdout:
            return []  # with the marks it is another program
        patches: dict[int, str] = {}
        before, blame = (core.actual.stdout.decode("utf-8", "replace"), raised_type(core.actual)), ""
        marks = 0
        while len(patches) < MOST_PATCHES and marks < MOST_MARKS:
            seen = core.trial.ran(marked_core(core, patches, False))
            if seen.outcome == "timeout":
                return []  # the next run would take as long
            there, printed = said(seen)
            marks += len(there)
            if (printed, raised_type(seen)) != before:
                return [blame] if blame else []
            part = parting(right, there)
            if not part or not part.blame or part.lacking and self.there(case, f"{part.blame}\n"):
                return []
            if not part.patch:
                return [part.blame]
            patches[part.call], blame = part.patch, part.blame
        return []

    def there(self, case: Case, text: str) -> bool:
        """Whether the host runs *text*; each is asked once."""
        with self.mutex:
            known = self.known.get(text)
        if known is None:
            probe = replace(case, data=f"{text}print(1)\n".encode())
            seen = self.subject.run(probe, probe.data, AT_ONCE, PATIENCE)
            known = seen.stdout.split() == [b"1"]
            with self.mutex:
                self.known[text] = known
        return known


def marked_core(core: Core, patches: dict[int, str], labels: bool) -> str:
    """The core with marks; without any if they cannot be put into it."""
    try:
        return marked(core.forms.core, patches, labels)
    except (SyntaxError, RecursionError):
        return core.forms.core


def raised_type(seen: Observation) -> str:
    """The type of the exception that ended a run; empty if none did."""
    return bare_type(seen.raised) if seen.raised else ""


def need_of(core: Core, lacking: Sequence[str]) -> Need:
    """What is asked of *core*, whose host lacks these entries."""
    seen = core.actual
    printed = seen.stdout.decode("utf-8", "replace")
    return Need(core.trial.case.name, core.forms.core, lacking, printed, raised_type(seen))


# Kinds of objects that have no name among the builtins: one of them, and how a program comes to one.
ONE_OF: dict[str, tuple[object, str]] = {
    "function": (need_of, "def function():\n    return 0\nfunction"),
    "generator": ((item for item in [0]), "def generator():\n    yield 0\ngenerator()"),
    "module": (builtins, "__import__('sys')"),
}
LIBRARY = ("builtin", "function", "method")
BUILTINS = {name for name in vars(builtins) if not name.startswith("_")} | {"__doc__", "__name__"}


@dataclass(frozen=True)
class Names:
    """What a program names: words of its code, and the modules that it imports."""

    words: frozenset[str]
    modules: frozenset[str]


def own_names(case: Case) -> Names:
    """What *case* names itself."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(case.text).readline))
        words = {token.string for token in tokens if token.type == tokenize.NAME}
    except (tokenize.TokenError, SyntaxError):
        words = set(re.findall(r"[A-Za-z_]\w*", case.text))
    modules = set()
    for source, several in IMPORTED.findall(case.text):
        modules |= {source} if source else {one.split()[0] for one in several.split(",") if one.strip()}
    return Names(frozenset(words), frozenset(modules - {"__future__"}))


def names_it(own: Names, path: str) -> bool:
    """Whether a program with its *own* names has what is called *path*: `dict`, `operator.add`, `str.join`."""
    first, _, rest = path.partition(".")
    return (not rest and first in own.words) or (bool(rest) and rest.rpartition(".")[2] in own.words)


def attributes_missed(seen: Observation) -> Iterator[tuple[str, str]]:
    """The attributes that CPython has, and which a run missed, by its last words; each with a program that has no more."""
    text = " ".join(seen.raised.args) if seen.raised else ""
    for found in NO_ATTRIBUTE.findall(text):
        kind, name = [word for word in found if word]
        if isinstance(vars(builtins).get(kind), type) and hasattr(vars(builtins)[kind], name):
            yield f"{kind}.{name}", f"{kind}.{name}\n"
        elif kind in ONE_OF and hasattr(ONE_OF[kind][0], name):
            yield f"{kind}.{name}", f"{ONE_OF[kind][1]}.{name}\n"


def differ(one: str, other: str, in_any_order: bool) -> bool:
    """Whether two answers differ; what is the same *in_any_order* may be taken as equal."""
    return sorted(one) != sorted(other) if in_any_order else one != other


def answers(seen: Observation) -> dict[int, str]:
    """What each of the numbered calls gave."""
    found = {}
    for line in seen.stdout.decode("utf-8", "replace").splitlines():
        number, mark, text = line.partition(SEPARATOR)
        if mark and number.isdigit():
            found[int(number)] = text
    return found
