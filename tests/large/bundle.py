#!/usr/bin/env python3
"""Does a bundle, in a folder without mvpy, find what `mvpy conform` finds?

    python tests/large/bundle.py NAME [--include REGEX]

NAME is one of `mvpy hosts`.  The bundle for it is made, `run.sh` is run in a folder of its own, and what it says of each program
is compared with the results of conform: wrong or not, and whether it is wrong in the core, too.  What is told as `construct X` has to be
among what conform blames.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mvpy.hosts import ADAPTERS

IN_THE_CORE = ("core", "library", "crash", "hang", "unparsable")


def mvpy(*words: str) -> str:
    """What `mvpy conform WORDS` prints."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mvpy", "conform", *words], stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def said_by(folder: Path, command: list[str]) -> dict[str, str]:
    """What run.sh says of the programs of the bundle in *folder*, by their names; without anything of ours around it."""
    names = ("PATH", "HOME", "TMPDIR", "LANG")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    done = subprocess.run(
        ["sh", "bundle/run.sh", *command], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    )
    lines = [line.partition(": ") for line in done.stdout.splitlines()]
    print(lines[-1][0])
    return {name: words for name, colon, words in lines if colon}


def differences(said: dict[str, str], results: list[dict[str, object]]) -> list[str]:
    """Where the bundle says something else than the *results* of conform."""
    found = []
    for result in results:
        name, verdict, blame = str(result["program"]), str(result["verdict"]), result["blame"]
        words = said.get(name, "right")
        kind, _, construct = words.partition(" ")
        right = "core" if verdict in IN_THE_CORE else verdict
        if verdict != "unjudged" and (kind != right or (construct and construct not in list(blame))):  # type: ignore[call-overload]
            found.append(f"{name}: {words}, and conform says {verdict}: {blame}")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("name", choices=list(ADAPTERS))
    parser.add_argument("--include", default=".", metavar="REGEX")
    given = parser.parse_args()
    command = ADAPTERS[given.name].find()
    with tempfile.TemporaryDirectory() as folder:
        clock = [time.perf_counter()]
        mvpy(given.name, "--include", given.include, "--bundle", str(Path(folder, "bundle")))
        clock.append(time.perf_counter())
        said = said_by(Path(folder), list(command))
        clock.append(time.perf_counter())
        print(f"sh bundle/run.sh {shlex.join(command)}")
        results = json.loads(mvpy(given.name, "--include", given.include, "--format", "json"))["results"]
        clock.append(time.perf_counter())
    found = differences(said, results)
    print("\n".join(found))
    made, run, conform = (after - before for before, after in itertools.pairwise(clock))
    wrong = sum(result["verdict"] != "right" for result in results)
    print(
        f"{len(results)} programs, {wrong} wrong by conform, {len(said)} by the bundle; {len(found)} told differently"
    )
    print(f"the bundle was made in {made:.0f} s and run in {run:.0f} s, conform took {conform:.0f} s")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
