"""Which kinds of difference go away when both programs run blind to them, where a plain program differs from its original.

That a switch makes a difference go away shows nothing: it may bring a template without the mistake that made it.  So the
kind itself is taken away, from both programs:

namespace   names that only the plain program has are not seen by who looks at the names of a module or function.
release     nothing dies before the end, where finalizers run in the order in which their objects were made; weak
            references answer as they do in the original; and once more, as they do in the plain program.
rebinding   builtins that the program replaces are put back at once.
kinds       functions of `inspect` and types of `types` answer as in the original; and once more, as in the plain program.

A mistake would still be seen, if the programs do there what they do otherwise: each instruction that ran must run.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass, replace
from itertools import chain

from mvpy.tree.syntax_trees import syntax_tree
from mvpy.verification.compare import Translation, compare
from mvpy.verification.hosts import Job
from mvpy.verification.kinds_shown import Pairs, kinds_shown
from mvpy.verification.observe import Observation

# What is tried, in this order.
HIDDEN = (("namespace",), ("release",), ("rebinding",), ("kinds",), ("namespace", "release"))
# Without one of these in it, a program is not tried blind to a kind.
NEEDED = {
    "namespace": {"globals", "locals", "vars", "dir", "exec", "eval", "__dict__"},
    "rebinding": {"builtins", "__builtins__"},
    "kinds": {"inspect", "types"},
}

Runs = tuple[Observation, Observation]  # of the original, and of the plain program


@dataclass(frozen=True)
class Trial:
    """The jobs of the original and of the plain program, and how the run of the second is to be read.

    *names* are called otherwise there.
    """

    run: Callable[[Job], Observation]
    original: Job
    plain: Job
    translation: Translation
    names: Pairs = ()

    def runs(self, how: str) -> Runs:
        """The runs of both, traced like that."""
        mine, its = (self.run(replace(job, blind=how)) for job in (self.original, self.plain))
        return mine, its

    def kinds_left(self, mine: Observation, its: Observation) -> tuple[str, ...] | None:
        """The kinds in which these runs of both still differ; None if they differ in something else."""
        if not compare(mine, its, self.translation).differences:
            return ()
        return kinds_shown(mine, its, self.translation, self.names) or None


def hidden_kinds(original: Observation, plain: Observation, trial: Trial) -> tuple[str, ...]:
    """The kinds of which all the differences between the two runs are, some of them in HIDDEN; none if others are."""
    seen = trial.runs("steps")
    mine, its = seen
    if not (mine.steps and compare(original, mine).holds("output") and compare(plain, its).holds("output")):
        return ()
    words = words_of(trial.original.source)
    own = ",".join(sorted(names_added(words, trial.plain.source)))
    for kinds in HIDDEN:
        if all(kind not in NEEDED or NEEDED[kind] & words for kind in kinds):
            answers = {mine.answers, its.answers} if {"release", "kinds"} & {*kinds} else {""}
            blind = [trial.runs(f"{'+'.join(kinds)}:{answer}:{own}") for answer in sorted(answers)]
            left = [trial.kinds_left(*runs) for runs in blind]
            shown = [found for found in left if found is not None]
            if len(shown) == len(left) and do_the_same(seen, blind):
                return tuple(dict.fromkeys([*chain.from_iterable(shown), *kinds]))
    return ()


def do_the_same(seen: Runs, blind: Iterable[Runs]) -> bool:
    """Whether each instruction that was *seen* to run does so in the *blind* runs, too, and these end alike.

    But for code that has replaced a builtin.
    """
    replaced = {code for runs in blind for code in runs[0].rebound}
    return (
        all(same_end(seen[0], runs[0]) for runs in blind)
        and covers(all_steps(runs[0] for runs in blind), seen[0].steps, replaced)
        and covers(all_steps(runs[1] for runs in blind), seen[1].steps)
    )


def same_end(one: Observation, other: Observation) -> bool:
    """Whether the programs end alike in these runs, whatever they print."""
    return other.complete and not {"exit status", "exception"} & set(compare(one, other).differences)


def all_steps(runs: Iterable[Observation]) -> dict[str, int]:
    """The instructions that ran in one of the *runs*."""
    found: dict[str, int] = {}
    for seen in runs:
        for code, ran in seen.steps.items():
            found[code] = found.get(code, 0) | ran
    return found


def covers(steps: Mapping[str, int], others: Mapping[str, int], but: Set[str] = frozenset()) -> bool:
    """Whether each instruction of *others* is among *steps*, but for those of this code."""
    return all(not ran & ~steps.get(code, 0) for code, ran in others.items() if code not in but)


def words_of(source: bytes) -> Set[str]:
    """The words in the program *source*, without its comments; none if it is no program for the Python at hand."""
    try:
        return {*re.findall(r"\w+", ast.unparse(syntax_tree(source)))}
    except (SyntaxError, ValueError, RecursionError):
        return set()


def names_added(words: Set[str], plain: bytes) -> Set[str]:
    """The names that the program *plain* binds, and that are none of *words*."""
    try:
        tree = syntax_tree(plain)
    except (SyntaxError, ValueError, RecursionError):
        return set()
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found |= {name} if name.startswith("_") else set()
            case ast.alias(name=name, asname=other):
                found.add(other or name.partition(".")[0])
    return {name for name in found if not {name, PRIVATE.sub("", name)} & words}


PRIVATE = re.compile(r"^_+[^\W_]\w*?(?=__[^\W_])")  # what a class puts before the name of an attribute
