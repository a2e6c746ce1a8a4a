"""What one run of a program showed to the world."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

OUTCOMES = ("finished", "raised", "timeout", "memory", "output", "crashed", "failed")

COMPILED, ENDED, REPORT = "compiled", "ended", "report"
LONGEST_REPORT = 4 << 20
Report = dict[str, Any]  # as the guest wrote it, or a hostile program


@dataclass(frozen=True)
class Frame:
    """One line of a traceback."""

    file: str
    line: int | None
    function: str


@dataclass(frozen=True)
class Raised:
    """One exception of a chain; the others are named by their place in the chain."""

    type: str
    args: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()
    cause: int | None = None
    context: int | None = None
    suppress: bool = False
    members: tuple[int, ...] = ()
    traceback: tuple[Frame, ...] = ()

    def __str__(self) -> str:
        return f"{self.type}({', '.join(self.args)})"


@dataclass(frozen=True)
class Message:
    """The text of an exception; *raised* if a statement of the program raised it, and not the interpreter."""

    type: str
    raised: bool
    text: str


@dataclass(frozen=True)
class Observation:
    """One run: what it printed, how it ended.

    *chain* starts with the exception that ended the program; without a report from inside the run,
    it is read from stderr and holds one exception without a traceback.  *silent* is a run that should have given
    a report, and gave none, or more than one.  *status* is the exit status, None
    when there was none.  *folder* is where the program lay, for the rules that make paths equal; *program* is
    its path there.
    """

    host: str
    outcome: str
    stdout: bytes = b""
    stderr: bytes = b""
    status: int | None = None
    chain: tuple[Raised, ...] = ()
    stage: str = "run"
    reason: str = ""
    warnings: bytes = b""
    printed_traceback: bytes = b""
    own_hook: bool = False
    reported: bool = False
    silent: bool = False
    lines: frozenset[int] | None = None
    messages: tuple[Message, ...] = ()
    steps: Mapping[str, int] = field(default_factory=dict, compare=False)
    answers: str = ""
    rebound: frozenset[str] = frozenset()
    seconds: float = field(default=0.0, compare=False)
    folder: str = field(default="", compare=False)
    program: str = field(default="", compare=False)

    @property
    def raised(self) -> Raised | None:
        """The exception that ended the program."""
        return self.chain[0] if self.chain else None

    @property
    def complete(self) -> bool:
        """Whether the program came to an end of its own, so that there is something to compare."""
        return self.outcome in ("finished", "raised", "memory")

    def ending(self) -> str:
        """How it ended, in words."""
        if self.raised and self.outcome in ("raised", "memory"):
            return str(self.raised)
        if self.outcome == "finished":
            return f"exit status {self.status}"
        return self.reason or self.outcome


@dataclass(frozen=True)
class Remains:
    """What is left of a process: its output, its wait status, why it was killed if it was.

    *report* is what came through the pipe for reports, and *word* what the run's marks hold; it is empty for a
    run that knows of no marks.  *trap* says why a sandbox ended the run, or could not begin it.
    """

    stdout: bytes
    stderr: bytes
    report: bytes
    status: int | None
    signal: int | None
    killed: str
    seconds: float
    word: str = ""
    trap: str = ""

    @property
    def begun(self) -> bool:
        """Whether the host said that it has started the process."""
        return self.killed != "failed"

    @property
    def answered(self) -> bool:
        """Whether the host said how the process ended."""
        return self.status is not None or self.signal is not None


def sign_of(kind: str, word: str) -> bytes:
    """The mark of this *kind* in a run with this *word*; `guest/program.py` writes it."""
    return f"\0mvpy: {kind} {word}\0".encode()


def reports_in(data: bytes, word: str) -> tuple[bytes, bytes]:
    """The report between the marks with *word* in *data*, empty unless there is exactly one; and the rest of *data*."""
    outside, *found = data.split(sign_of(REPORT, word))
    report = found[0] if len(found) == 2 else b""
    return report, outside + b"".join(found[1::2])


def observation(remains: Remains, host: str, folder: str, program: str) -> Observation:
    """The observation of the process that left *remains*, of the file *program* in *folder*."""
    report = read_report(remains.report)
    warnings, written, printed = parts_of(remains)
    chain = chain_of(report) if report else chain_from_text(remains)
    outcome, reason = outcome_of(remains, report, chain)
    lines = report.get("lines") if report else None
    return Observation(
        host=host,
        outcome=outcome,
        stdout=remains.stdout,
        stderr=written,
        status=remains.status if not remains.killed else None,
        chain=chain,
        stage=report["stage"] if report else "run",
        reason=reason,
        warnings=warnings,
        printed_traceback=printed,
        own_hook=bool(report and report["hook"]),
        reported=bool(report),
        silent=bool(remains.word) and not report,
        lines=None if lines is None else frozenset(lines),
        messages=messages_of(report) if report else (),
        **(steps_of(report) if report else {}),
        seconds=remains.seconds,
        folder=folder,
        program=program,
    )


def outcome_of(remains: Remains, report: Report | None, chain: Sequence[Raised]) -> tuple[str, str]:
    """The outcome and, for all but a normal end, the reason in words."""
    if not remains.begun:
        return "failed", "the host did not answer"
    if not remains.answered:
        return "failed", "the host died while it ran the program"
    if remains.trap.startswith("broken:"):
        return "failed", remains.trap
    if remains.killed:
        return remains.killed, KILLED[remains.killed]
    if remains.signal is not None:
        return "crashed", f"killed by signal {remains.signal}"
    if remains.trap:
        return "crashed", remains.trap
    if not chain:
        return "finished", ""
    return ("memory" if chain[0].type == "MemoryError" else "raised"), str(chain[0])


KILLED = {
    "timeout": "it ran out of time",
    "output": "it printed more than the limit",
}


def read_report(data: bytes) -> Report | None:
    """The report that the guest wrote, or None.  *data* may come from a hostile program."""
    if not data.startswith(b"{") or len(data) > LONGEST_REPORT:
        return None
    try:
        report: Report = ast.literal_eval(data.decode("ascii"))
        chain_of(report)
        messages_of(report)
        steps_of(report)
    except (ValueError, SyntaxError, TypeError, KeyError, AttributeError, MemoryError, RecursionError):
        return None
    return report if {"stage", "ended", "hook", "lines"} <= set(report) else None


def messages_of(report: Report) -> tuple[Message, ...]:
    """The messages of a report."""
    return tuple(
        Message(str(kind), bool(raised), str(text)) for kind, raised, text in report.get("messages", ())
    )


def steps_of(report: Report) -> dict[str, Any]:
    """Which instructions ran, what weak references answered and which code has replaced a builtin, by a report."""
    steps = {str(code): int(ran) for code, ran in dict(report.get("steps", {})).items()}
    rebound = frozenset(map(str, report.get("rebound", ())))
    return {"steps": steps, "answers": str(report.get("answers", "")), "rebound": rebound}


def chain_of(report: Report) -> tuple[Raised, ...]:
    """The exceptions of a report."""
    return tuple(
        Raised(
            type=str(node["type"]),
            args=tuple(map(str, node["args"])),
            notes=tuple(map(str, node["notes"])),
            attributes=tuple((str(key), str(value)) for key, value in node["attributes"]),
            cause=node["cause"],
            context=node["context"],
            suppress=bool(node["suppress"]),
            members=tuple(node["members"]),
            traceback=tuple(Frame(*frame) for frame in node["traceback"]),
        )
        for node in report["nodes"]
    )


LAST_LINE = re.compile(r"([A-Za-z_][\w.]*)(?:: (.*))?\Z")


def chain_from_text(remains: Remains) -> tuple[Raised, ...]:
    """The exception that the end of stderr speaks of, for a run that gave no report.

    Only a run that ended with status 1 and shows a traceback raised something; or one of a program that isn't
    compiled there, which shows its place.
    """
    text = remains.stderr.decode(errors="replace").rstrip()
    match = LAST_LINE.match(line_of_exception(text))
    if remains.status != 1 or not match:
        return ()
    not_compiled = text.startswith('  File "') and match[1] in ("SyntaxError", "IndentationError", "TabError")
    if not not_compiled and "Traceback (most recent call last)" not in text:
        return ()
    return (Raised(match[1], (match[2],) if match[2] else ()),)


def line_of_exception(text: str) -> str:
    """The line of the error output *text* with the type of the exception: it follows the lines of the last traceback.

    Behind it there may be more lines of the message; of a group, whose tracebacks are indented, it is the last line.
    """
    lines = text.rpartition("Traceback (most recent call last):\n")[2].splitlines()
    ends = [line for line in lines if line[:1] not in ("", " ")]
    return ends[0] if ends and "Traceback" in text else text.rsplit("\n", 1)[-1]


def parts_of(remains: Remains) -> tuple[bytes, bytes, bytes]:
    """Of stderr: what the compiler wrote, what the program wrote, and the traceback at the end."""
    if not remains.word:
        return b"", remains.stderr, b""
    compiled, found, rest = remains.stderr.partition(sign_of(COMPILED, remains.word))
    if not found:
        compiled, rest = b"", remains.stderr
    written, *printed = rest.split(sign_of(ENDED, remains.word))
    return compiled, written, b"".join(printed)
