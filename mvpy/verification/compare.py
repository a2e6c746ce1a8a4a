"""Are two observations of the same program equal, and how far?

Each level has a name and compares what the weaker ones compare, and more:

    output   stdout, exit status, the type of the exception that ended the program
    chain    its arguments, notes and attributes, and the same of every cause, context and member of a group
    exact    the functions in every traceback, and stderr
    lines    the lines in every traceback, mapped back to the original

What may differ is taken away by rule, never by guess: see `normal_text`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from mvpy.verification.observe import Frame, Observation, Raised

ASPECTS = {
    "output": ("stdout", "exit status", "exception"),
    "chain": ("exception chain",),
    "exact": ("traceback", "stderr"),
    "lines": ("line numbers",),
}
LEVELS = tuple(ASPECTS)  # from the weakest to the strongest
FrameView = tuple[str | int | None, ...]  # what of a frame counts, its file first
DIFFERENT = ""  # the level at which observations are equal that aren't


@dataclass(frozen=True)
class Comparison:
    """The strongest level at which two observations are equal, and what differs beyond it, by aspect."""

    level: str
    differences: dict[str, str]

    def holds(self, level: str) -> bool:
        """Whether the observations are equal at *level*."""
        return self.level != DIFFERENT and LEVELS.index(self.level) >= LEVELS.index(level)

    def reason(self) -> str:
        """What differs, in one sentence."""
        return "; ".join(f"{aspect}: {text}" for aspect, text in self.differences.items())


@dataclass(frozen=True)
class Translation:
    """How to read the desugared program's observation.

    *helpers* are the names of functions that only the desugared program has: their frames don't count.
    *lines* maps its lines to the original's; without it, lines can't be compared.  *nowhere* are lines of the
    desugared program that stand for none of the original's; what is defined there is a helper, too.
    """

    helpers: Collection[str] = ()
    lines: Mapping[int, int] | None = None
    nowhere: Collection[int] = ()

    def is_helper(self, function: str, line: int | None, in_program: bool) -> bool:
        """Whether *function* is a helper; the name may have got an underscore or a number to be fresh."""
        if function in self.helpers or (in_program and line in self.nowhere):
            return True
        return function.startswith("_") and bare(function) in {bare(name) for name in self.helpers}


def bare(name: str) -> str:
    """*name* without what makes it fresh."""
    return re.sub(r"_?\d+$", "", name).strip("_")


SAME = Translation()


def compare(left: Observation, right: Observation, translation: Translation = SAME) -> Comparison:
    """Compare the original's observation *left* with *right*, of the desugared program or of another run."""
    found: dict[str, str] = {}
    level = DIFFERENT
    whole = True
    for name, aspects in ASPECTS.items():
        if name == "lines" and translation.lines is None and translation is not SAME:
            break
        here = {aspect: COMPARE[aspect](left, right, translation) for aspect in aspects}
        here = {aspect: text for aspect, text in here.items() if text}
        found |= here
        whole = whole and not here
        if whole:
            level = name
    if level != DIFFERENT and known_from_stderr_only(left) | known_from_stderr_only(right):
        level = "output"
    return Comparison(level, found)


def known_from_stderr_only(seen: Observation) -> bool:
    """Whether all we can know of the exception is the last line of stderr."""
    return bool(seen.chain) and not seen.reported and not seen.silent


def stdout(left: Observation, right: Observation, translation: Translation) -> str:
    """How what was printed on stdout differs, in words; empty if it doesn't."""
    return first_difference(normal_text(left.stdout, left), normal_text(right.stdout, right, translation))


def stderr(left: Observation, right: Observation, translation: Translation) -> str:
    """How the error output differs: all of it, the traceback at the end as well, whatever reports say."""
    mine, its = normal_stderr(left), normal_stderr(right, translation)
    return (
        "" if known_from_stderr_only(left) and known_from_stderr_only(right) else first_difference(mine, its)
    )


def exit_status(left: Observation, right: Observation, translation: Translation) -> str:
    """How the outcomes and exit statuses differ, in words; empty if they don't."""
    if (left.outcome, left.status) == (right.outcome, right.status):
        return ""
    ends = (f"{left.ending()}{place_of(left, SAME)}", f"{right.ending()}{place_of(right, translation)}")
    return " became ".join(ends)


def place_of(seen: Observation, translation: Translation) -> str:
    """Where in the original the exception was raised that ended the run, in words; empty if that isn't known."""
    if seen.raised is None or (translation is not SAME and translation.lines is None):
        return ""
    program = normal_path(seen.program, seen)
    own = [frame.line for frame in frames(seen.raised, seen, translation) if frame.file == program]
    return f" in line {own[-1]}" if own else ""


def exception(left: Observation, right: Observation, translation: Translation) -> str:
    """How the types of the exceptions that ended the runs differ."""
    mine, its = (seen.raised.type if seen.raised else "none" for seen in (left, right))
    return "" if mine == its else f"{mine} became {its}"


def exception_chain(left: Observation, right: Observation, translation: Translation) -> str:
    """How the chains of exceptions differ, but for tracebacks."""
    if len(left.chain) != len(right.chain):
        return f"{len(left.chain)} exceptions became {len(right.chain)}"
    for mine, its in zip(left.chain, right.chain):
        mine, its = normal_exception(mine, left), normal_exception(its, right)
        for name in ("type", "args", "notes", "attributes", "cause", "context", "suppress", "members"):
            if getattr(mine, name) != getattr(its, name):
                return f"{name} of {mine}: {getattr(mine, name)} became {getattr(its, name)}"
    return ""


def traceback(left: Observation, right: Observation, translation: Translation) -> str:
    """How the functions in the tracebacks differ."""
    return in_tracebacks(left, right, translation, lambda frame: (frame.file, frame.function))


def line_numbers(left: Observation, right: Observation, translation: Translation) -> str:
    """How the lines in the tracebacks differ."""
    return in_tracebacks(left, right, translation, lambda frame: (frame.file, frame.function, frame.line))


def in_tracebacks(
    left: Observation, right: Observation, translation: Translation, view: Callable[[Frame], FrameView]
) -> str:
    """How the tracebacks differ when each frame is seen through *view*.

    How deep a recursion goes is the interpreter's affair, so a RecursionError's traceback doesn't count.
    """
    for mine, its in zip(left.chain, right.chain):
        if "RecursionError" in (mine.type, its.type):
            continue
        one = [view(frame) for frame in frames(mine, left, SAME)]
        other = [view(frame) for frame in frames(its, right, translation)]
        if one != other:
            return f"of {mine}: {shown(one)} became {shown(other)}"
    return ""


def shown(views: Sequence[FrameView]) -> str:
    """A traceback, seen as *views*, in one line."""
    return " > ".join(" ".join(str(part) for part in view[1:]) for view in views) or "nothing"


def frames(error: Raised, seen: Observation, translation: Translation) -> list[Frame]:
    """The frames of *error* that count, in the original's terms."""
    return [
        replace(frame, file=normal_path(frame.file, seen), line=mapped(frame.line, translation))
        for frame in error.traceback
        if not translation.is_helper(frame.function, frame.line, frame.file == seen.program)
    ]


def mapped(line: int | None, translation: Translation) -> int | None:
    """The original's line for *line*."""
    if line is None or translation.lines is None:
        return line
    return translation.lines.get(line, line)


COMPARE: dict[str, Callable[[Observation, Observation, Translation], str]] = {
    "stdout": stdout,
    "exit status": exit_status,
    "exception": exception,
    "exception chain": exception_chain,
    "traceback": traceback,
    "stderr": stderr,
    "line numbers": line_numbers,
}


# --- the rules ------------------------------------------------------------------------------------

ADDRESS = re.compile(r"\bat 0x[0-9A-Fa-f]+")
FRAME = re.compile(
    r'^(?P<indent>[ |]*)File "(?P<file>[^"\n]*)", line (?P<line>\d+)(?P<function>, in [^\n]*)?\n'
    r"(?:(?P=indent)  (?!File )[^\n]*\n){0,3}",
    re.MULTILINE,
)
SOURCE = re.compile(
    r'^((?P<indent>[ |]*)File "[^"\n]*", line \d+[^\n]*\n)(?:(?P=indent)  [^\n]*\n)+', re.MULTILINE
)
REPEATED = re.compile(r"^[ |]*\[Previous line repeated \d+ more times?\]\n", re.MULTILINE)
WARNING = re.compile(r"^([^\s:][^:\n]*):\d+: (\w*Warning: [^\n]*\n)(?:  [^\n]*\n)?", re.MULTILINE)
RECURSION = "maximum recursion depth exceeded"
SUGGESTION = re.compile(r"\. Did you mean: '[^'\n]*'\?")


def normal_text(data: bytes, seen: Observation, translation: Translation = SAME) -> str:
    """Output, without what may differ between two runs of equal programs.

    1. `at 0x7f...` in the text of an object becomes `at 0x`.
    2. The program's folder becomes `/app`.
    3. In a printed traceback: line numbers, source lines, carets and the frames of helpers go.
    4. Of a printed RecursionError's message only the beginning counts.
    """
    text = data.decode("utf-8", "backslashreplace")
    if " 0x" in text:
        text = ADDRESS.sub("at 0x", text)
    if seen.folder:
        text = text.replace(seen.folder, "/app")
    if RECURSION in text:
        text = re.sub(RECURSION + r"[^\n]*", RECURSION, text)
    if ", line " in text:
        program = normal_path(seen.program, seen)
        text = FRAME.sub(lambda match: normal_frame(match, translation, program), text)
    return text


def normal_frame(match: re.Match[str], translation: Translation, program: str) -> str:
    """One entry of a printed traceback; *program* is the file of the program."""
    function = (match["function"] or "").removeprefix(", in ").rsplit(".", 1)[-1]
    if function and translation.is_helper(function, int(match["line"]), match["file"] == program):
        return ""
    return f'{match["indent"]}File "{match["file"]}"{match["function"] or ""}\n'


def normal_stderr(seen: Observation, translation: Translation = SAME) -> str:
    """The error output of the program; the lines that warnings name and quote are not counted."""
    text = normal_text(seen.stderr, seen, translation) + normal_traceback(seen, translation)
    text = WARNING.sub(lambda match: f"{match[1]}: {match[2]}", text)
    return SUGGESTION.sub("", text)


def normal_traceback(seen: Observation, translation: Translation = SAME) -> str:
    """What was printed when an exception ended the program, and after that.

    All of the source that a frame shows goes: an expression of ten lines may be one after desugaring.  How deep a
    recursion goes is the interpreter's affair.
    """
    text = SOURCE.sub(r"\1", seen.printed_traceback.decode("utf-8", "backslashreplace"))
    if any(error.type == "RecursionError" for error in seen.chain):
        text = REPEATED.sub("", FRAME.sub("", text))
    return normal_text(text.encode("utf-8", "surrogatepass"), seen, translation)


def normal_exception(error: Raised, seen: Observation) -> Raised:
    """*error*, with texts made normal."""
    args = tuple(normal_text(text.encode("utf-8", "surrogatepass"), seen) for text in error.args)
    if error.type == "RecursionError":
        args = tuple(arg.removesuffix("'") for arg in args)
    attributes = tuple((key, ADDRESS.sub("at 0x", text)) for key, text in error.attributes)
    return replace(error, args=args, attributes=attributes)


def normal_path(path: str, seen: Observation) -> str:
    """A file's name: below `/app` if it is the program's."""
    if seen.folder and path.startswith(seen.folder):
        return "/app" + path[len(seen.folder) :]
    return path


def first_difference(left: str, right: str) -> str:
    """Where two texts differ; empty if they don't."""
    if left == right:
        return ""
    mine, its = left.splitlines(keepends=True), right.splitlines(keepends=True)
    for number, (one, other) in enumerate(zip(mine, its), 1):
        if one != other:
            start = common_start(one, other)
            return f"line {number}: {short(one, start)} became {short(other, start)}"
    number = min(len(mine), len(its)) + 1
    if len(mine) > len(its):
        return f"line {number}: {short(mine[number - 1])} is missing"
    return f"line {number}: {short(its[number - 1])} is too much"


def common_start(one: str, other: str) -> int:
    """How many characters two texts have in common at their start."""
    return len(os.path.commonprefix([one, other]))  # noqa: RUF071  of texts, not of paths


def short(text: str, start: int = 0) -> str:
    """*text* as a literal of moderate length; of a long one, what is around the character *start*."""
    cut = max(start - 30, 0) if len(text) > 80 else 0
    shown = f"{'...' if cut else ''}{text[cut:]}"
    return repr(shown if len(shown) <= 80 else shown[:77] + "...")
