"""Every construct inside every other, in every kind of scope: originals against what becomes of them.

    python tests/large/nesting.py                                every construct in every other
    python tests/large/nesting.py --depth 3 --sample 10000       one in one in one, at random
    python tests/large/nesting.py --alone                        also with each rewrite alone that finds something
    python tests/large/nesting.py --plain                        plain outputs, by what the Language Reference promises

The programs are those of `tests/nested_programs.py`; the Python that runs this runs them.  What differs is printed
with the rewrites that were at work; the figures come last.  Exit status 1 if something differs.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from functools import partial

import library
from workers import Done, in_parallel, words_of

sys.path.insert(0, str(library.PROJECT / "tests"))  # the tests import each other by their bare names

from nested_programs import SCOPES, Nest, every_nest, some_nests
from nested_runs import Compared, compared

BATCH = 20
SECONDS = 300


def main() -> int:
    parser = library.command_line(__doc__)
    parser.add_argument("--depth", type=int, default=2, help="how many constructs are in one another")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="N of these programs, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--scopes", default=",".join(SCOPES), help="the kinds of scopes, for all programs")
    parser.add_argument("--alone", action="store_true", help="each rewrite alone, too")
    parser.add_argument("--plain", action="store_true", help="plain outputs")
    arguments = parser.parse_args()
    start = time.monotonic()
    found, counts = run(nests(arguments), arguments)
    if arguments.json:
        arguments.json.write_text(json.dumps(found, indent=1))
    print(
        f"{counts['programs']} programs of depth {arguments.depth}, {counts['versions']} versions of them; "
        f"{counts['refused']} more are not Python {sys.version_info[0]}.{sys.version_info[1]}; "
        f"different: {len(found)}; {time.monotonic() - start:.0f} s"
    )
    return int(bool(found))


def nests(arguments: argparse.Namespace) -> list[Nest]:
    """The programs that are asked for."""
    if arguments.sample:
        return some_nests(arguments.sample, arguments.depth, arguments.seed)
    return list(every_nest(arguments.depth, tuple(arguments.scopes.split(","))))


def run(
    every: list[Nest], arguments: argparse.Namespace
) -> tuple[list[tuple[str, str, str]], dict[str, int]]:
    """((program, rewrites, what is otherwise) for all that differ, and how many there were)."""
    found: list[tuple[str, str, str]] = []
    counts = {"programs": 0, "versions": 0, "refused": 0}
    batches = [tuple(every[i : i + BATCH]) for i in range(0, len(every), BATCH)]
    task = partial(of_batch, arguments.alone, arguments.plain)
    for batch, outcome in in_parallel(task, batches, jobs=arguments.jobs, seconds=SECONDS):
        if isinstance(outcome, Done):
            news = [(str(nest), *what) for nest, one in outcome.value for what in one.different.items()]
            programs = [one for _, one in outcome.value if one.versions or one.different]
            counts["programs"] += len(programs)
            counts["refused"] += len(batch) - len(programs)
            counts["versions"] += sum(one.versions for one in programs)
        else:
            news = [(f"{batch[0]} to {batch[-1]}", "", words_of(outcome))]
        for new in news:
            print(" | ".join(new), flush=True)
        found += news
    return found, counts


def of_batch(alone: bool, plain: bool, batch: tuple[Nest, ...]) -> list[tuple[Nest, Compared]]:
    return [(nest, compared(nest.text, alone, plain)) for nest in batch]


if __name__ == "__main__":
    sys.exit(main())
