"""The programs that an interpreter is to run: those of the corpus, or one's own.

The corpus comes with MVPy, as the rewrites do: in a checkout both stand beside each other at the top, and an installed
package has both in it (see pyproject.toml).  So nobody has to fetch anything, and what is run is what this MVPy's own
tests hold to be equal in all forms.  Left out are programs that show what plain forms do not promise (`# Plain:`,
`# Differs:`), those in `traps`, which are about how CPython does things, and whole programs, in which too much happens at
once for one thing to be blamed; the oracle says which it can compile.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import libcst as cst

import mvpy.rewrites
from mvpy.conform.results import Case
from mvpy.errors import SourceError, UsageError
from mvpy.pipeline import rewrites_in_order
from mvpy.reading.program import read_program
from mvpy.system.workers import in_parallel

CORPUS = Path(mvpy.rewrites.__file__).parent.parent / "corpus"
NOT_PROMISED = re.compile(rb"^# (?:Plain|Differs):", re.MULTILINE)
NEEDS = re.compile(rb"^# Needs: (?:the library of )?Python 3\.(\d+)$", re.MULTILINE)
LEFT_OUT = ("programs", "traps")
FEW = 3  # programs that are sooner read here than by workers
HEAD = 400  # bytes in which a program says such things


def suite(version: tuple[int, int], folder: Path = CORPUS) -> list[Case]:
    """The programs of the corpus that CPython *version* can compile, by their names."""
    found = []
    for path in sorted(folder.glob("*/*.py")):
        if path.parent.name not in LEFT_OUT:
            data = path.read_bytes()
            if not NOT_PROMISED.search(data[:HEAD]) and needed(data) <= version:
                found.append(Case(f"{path.parent.name}/{path.stem}", path, data, steady=True))
    if not found:
        raise UsageError(f"{folder}: the programs that belong to mvpy are not there; install it again")
    return found


def needed(data: bytes) -> tuple[int, int]:
    """The oldest Python for which the program *data* says that it is."""
    found = NEEDS.search(data[:HEAD])
    return (3, int(found[1])) if found else (3, 0)


def own_cases(paths: Iterable[str]) -> list[Case]:
    """The programs in the files *paths*."""
    return [Case(path, Path(path), Path(path).read_bytes()) for path in paths]


def selected(cases: Iterable[Case], include: Sequence[str], exclude: Sequence[str]) -> list[Case]:
    """Those of *cases* whose names one of the expressions *include* matches, or any if there is none, and no *exclude*."""
    takes = chooses(include, exclude)
    return [case for case in cases if takes(case.name)]


def chooses(include: Sequence[str], exclude: Sequence[str]) -> Callable[[str], bool]:
    """Tells whether one of the expressions *include* matches a name, or there is none, and none of *exclude* does."""
    wanted, unwanted = ([compiled(text) for text in texts] for texts in (include, exclude))

    def takes(name: str) -> bool:
        return (not wanted or any(one.search(name) for one in wanted)) and not any(
            one.search(name) for one in unwanted
        )

    return takes


def compiled(text: str) -> re.Pattern[str]:
    """The regular expression *text*."""
    try:
        return re.compile(text)
    except re.error as error:
        raise UsageError(f"'{text}' is not a regular expression: {error}") from None


def share(cases: Sequence[Case], part: int, parts: int) -> list[Case]:
    """The part with the number *part*, from 1 on, if *cases* are dealt out to so many *parts*."""
    return list(cases[part - 1 :: parts])


def about(
    cases: Sequence[Case],
    rewrites: Collection[str],
    target: tuple[int, int],
    count: int,
    say: Callable[[str], None],
) -> list[Case]:
    """Those of *cases* that are about a construct which one of *rewrites* takes, or in which there is one."""
    named = {case.name for case in cases if case.name.partition("/")[0] in rewrites}
    tasks = [Asked(case, frozenset(rewrites), target) for case in cases if case.name not in named]
    if len(tasks) <= FEW or count == 1:
        answers: Iterable[bool] = map(has_construct, tasks)
    else:
        answers = in_parallel(has_construct, tasks, min(count, len(tasks)), lambda task, how: False, say)
    named |= {task.case.name for task, answer in zip(tasks, answers) if answer}
    return [case for case in cases if case.name in named]


@dataclass(frozen=True)
class Asked:
    """Is there a construct in *case* that one of *rewrites* takes?"""

    case: Case
    rewrites: frozenset[str]
    target: tuple[int, int]


def has_construct(asked: Asked) -> bool:
    """The answer to what is *asked*; False for what is not Python."""
    constructs = [
        rewrite.contract.removes for rewrite in rewrites_in_order().rewrites if rewrite.name in asked.rewrites
    ]
    try:
        module = read_program(asked.case.text, asked.case.name, asked.target)[0]
    except SourceError:
        return False
    waiting: list[cst.CSTNode] = [module]
    while waiting:
        node = waiting.pop()
        if any(construct.is_at(node) for construct in constructs):
            return True
        waiting += node.children
    return False
