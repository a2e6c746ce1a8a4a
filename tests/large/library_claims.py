"""Prove the table of the library: each Python is asked whether it has what the table says that it has, or has not.

    python tests/large/library_claims.py PYTHON3.6 PYTHON3.7 ... PYTHON3.13

Modules, names in modules, and members of classes are asked for, one by one, by importing and by `hasattr`, another way than that in which
docs/make_library.py has measured.  It prints each claim that a Python contradicts, and takes half a minute.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from mvpy.library.table import span, table

ASK = """
import importlib, json, sys, warnings
warnings.simplefilter("ignore")
def ask(module, names):
    try:
        thing = importlib.import_module(module)
    except BaseException:
        return None
    for name in names[:-1]:
        if not hasattr(thing, name):
            return None
        thing = getattr(thing, name)
    return all(hasattr(thing, name) for name in names[-1:])
print(json.dumps([list(sys.version_info[:2]), [ask(*one) for one in json.load(sys.stdin)]]))
"""


def claims() -> list[tuple[str, list[str], str]]:
    """Each claim: a module, names in it, and the span."""
    known = table()
    found: list[tuple[str, list[str], str]] = [(name, [], words) for name, words in known["modules"].items()]
    for module, names in known["names"].items():
        found += [(module, [name], words) for name, words in names.items()]
    for kind, members in known["members"].items():
        module, _, name = kind.rpartition(".")
        found += [(module, [name, member], words) for member, words in members.items()]
    return found


def main(pythons: list[str]) -> None:
    """Ask *pythons*, and print what they contradict."""
    asked = [one for one in claims() if not any(part.startswith("_") for part in one[0].split("."))]
    wrong = hidden = 0
    for python in pythons:
        given = json.dumps([one[:2] for one in asked])
        done = subprocess.run(
            [python, "-I", "-c", ASK], input=given, capture_output=True, text=True, check=True
        )
        version, said = json.loads(done.stdout.splitlines()[-1])
        for (module, names, words), there in zip(asked, said):
            expected = span(words).has(tuple(version))
            if there is None and not names:
                there = False
            if there is None or there == expected:
                continue  # what is not there has nothing in it, and the table says that elsewhere
            if len(names) == 2 and expected:
                hidden += 1  # methods set it on instances, which are not made here
                continue
            wrong += 1
            print(f"{python}: {'.'.join([module, *names])}: {words}, but {there}")
    print(
        f"{len(asked)} claims, {len(pythons)} Pythons: {wrong} contradicted, {hidden} times only instances could tell"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
