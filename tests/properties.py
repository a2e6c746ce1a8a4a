"""Many random programs, from the command line:  python -m tests.properties [COUNT] [--seed N] [--size N] [--subsets]

Runs COUNT programs (10 000) and what they desugar to, prints every program whose runs differ, and how often each
rewrite fired.  Exit status 1 if a run differed.
"""

from __future__ import annotations

import argparse
import random
import sys
import warnings
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))  # the tests import each other by their bare names

from programs_strategy import Writer, seen  # noqa: E402

from mvpy import desugar  # noqa: E402
from mvpy.rewrites import ORDER  # noqa: E402


def difference(source: str, options: dict, fired: Counter[str]) -> str:
    """How the desugared program's run differs; empty if it does not."""
    before = seen(source)
    try:
        output = desugar(source, **options)
        fired.update(site.rewrite for site in output.sites)
        after = seen(output.code)
    except Exception as error:
        return f"{type(error).__name__}: {error} {getattr(error, '__notes__', '')}"
    if before == after:
        return ""
    for number, (mine, its) in enumerate(zip((*before.log, "the end"), (*after.log, "the end"))):
        if mine != its:
            return f"entry {number} of the log: {mine!r} became {its!r}; ends {before.end} and {after.end}"
    if before.end != after.end:
        return f"end: {before.end} became {after.end}"
    return f"names: {sorted(set(before.names.items()) ^ set(after.names.items()))}"


def smaller(source: str, fails) -> str:
    """*source* with as few lines as it takes to fail: whole statements go, then single lines."""
    lines = source.splitlines()
    changed = True
    while changed:
        changed = False
        for at in range(len(lines) - 1, -1, -1):
            for end in (suite_end(lines, at), at + 1):
                less = lines[:at] + lines[end:]
                if less and fails("\n".join(less) + "\n"):
                    lines, changed = less, True
                    break
    return "\n".join(lines) + "\n"


def suite_end(lines: list[str], at: int) -> int:
    """The line after the statement that begins at the line *at*, without further clauses."""
    indent = len(lines[at]) - len(lines[at].lstrip())
    end = at + 1
    while end < len(lines) and len(lines[end]) - len(lines[end].lstrip()) > indent:
        end += 1
    return end


def options_for(choose: random.Random, subsets: bool) -> dict:
    """Options of `desugar`: none, or some rewrites only."""
    if not subsets:
        return {}
    some = choose.sample(ORDER, 1 + choose.randrange(8))
    return {choose.choice(["only", "keep"]): some}


def kind_of(text: str) -> str:
    """What two differences of the same kind share."""
    return text.split(":")[0].rstrip("0123456789 ")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.properties", description=__doc__.split("\n")[0])
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, default=8)
    parser.add_argument("--subsets", action="store_true", help="choose some rewrites for each program")
    parser.add_argument("--show", type=int, default=10, help="how many differences to show in full")
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    fired: Counter[str] = Counter()
    different = ended = unusable = 0
    for number in range(given.seed, given.seed + given.count):
        choose = random.Random(number)
        source = Writer(choose, given.size).program()
        options = options_for(choose, given.subsets)
        try:
            ended += not seen(source).end
        except SyntaxError as error:
            unusable += 1
            print(
                f"seed {number}: the program itself is wrong: {error}: {source.splitlines()[error.lineno - 1]}"
            )
            continue
        found = difference(source, options, fired)
        if (number - given.seed) % 500 == 499:
            print(f"{number - given.seed + 1} programs, {different} different so far", flush=True)
        if found:
            different += 1
            print(f"seed {number} {options or ''}: {found}", flush=True)
            if different <= given.show:
                print(smaller(source, lambda text: still_fails(text, options, kind_of(found))), flush=True)
    print(
        f"{given.count} programs, {ended} ended without an exception, {unusable} unusable, {different} different"
    )
    for name in ORDER:
        print(f"{fired[name]:9} {name}")
    return int(bool(different))


def still_fails(source: str, options: dict, kind: str) -> bool:
    """Whether *source* is a program, and shows a difference of this *kind*."""
    try:
        compile(source, "<program>", "exec", dont_inherit=True)
        found = difference(source, options, Counter())
    except Exception:
        return False
    return bool(found) and kind_of(found) == kind


if __name__ == "__main__":
    sys.exit(main())
