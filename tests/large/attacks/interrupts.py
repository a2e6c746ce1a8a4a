#!/usr/bin/env python3
"""Signals, edits and full disks while MVPy writes files: nobody's work is lost.

    python tests/large/attacks/interrupts.py [--rounds 100] [--match REGEX]

Each attack is given an empty folder of its own, and gives None if it was held, or words about what was lost.  Some
thirty programs are rewritten in place, or mirrored into a folder, again and again, and each time a signal comes: a
third of them at any moment, a third while files are being staged, a third while they are renamed.  Whoever watches
sees that by the temporary files.  Afterwards all files are old, or all are new, and no temporary file is left;
after SIGKILL that is so when another run has written one more file there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROUNDS = 10  # for each signal and way of writing; `--rounds 100` for both makes 200
FILES = 30
SIZE = 100_000  # bytes of a program, so that to rename all of them takes some milliseconds
PATIENCE = 60.0  # seconds that one run may take

LATE = "after the end"  # such a signal does not count
seen: Counter[tuple[str, str]] = Counter()  # for the figures: (attack, phase in which the signal came)


@dataclass
class Field:
    """The programs of one attack, before and after, and where they are."""

    folder: Path
    mirrored: bool
    old: dict[str, bytes] = field(default_factory=dict)
    new: dict[str, bytes] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """Where files are written."""
        return self.folder / ("out" if self.mirrored else "src")

    @property
    def command(self) -> list[str]:
        """How they are written."""
        return ["src", "-o", "out"] if self.mirrored else ["src", "--in-place"]

    @property
    def another(self) -> list[str]:
        """A run that writes one more file to the same folders."""
        return ["more", "-o", "out"] if self.mirrored else ["src/more.py", "src/sub/more.py", "--in-place"]

    def prepare(self) -> None:
        """Write the programs, and learn what becomes of them."""
        padding = "# a comment, and no more\n" * (SIZE // 25)
        for number in range(FILES):
            name = f"sub/p{number}.py" if number % 3 else f"p{number}.py"
            path = self.folder / "src" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"a{number}; b\n{padding}")
            self.old[name] = path.read_bytes()
            self.new[name] = self.old[name].replace(b"; b", b"\nb")
        for folder in ("src", "src/sub", "more", "more/sub"):
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
            (self.folder / folder / "more.py").write_text("x = 1\n")
        if self.mirrored:
            self.old = {name: text.replace(b"; b", b" # old") for name, text in self.old.items()}
        finished(self.folder, ["src", "-o", "warm"])  # what is in the cache is not done again

    def restore(self, absent: bool) -> None:
        """Make the files old again; *absent*: there are none."""
        if absent:
            remove(self.root)
        for name, text in self.old.items() if not absent else ():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)

    def state(self, absent: bool) -> str:
        """All old, all new, or how they are mixed."""
        kinds = Counter(self.kind(name, absent) for name in self.old)
        return next(iter(kinds)) if len(kinds) == 1 else f"mixed: {dict(kinds)}"

    def kind(self, name: str, absent: bool) -> str:
        """Whether one file is old or new."""
        try:
            found = (self.root / name).read_bytes()
        except OSError:
            return "old" if absent else "lost"
        return (
            "new"
            if found == self.new[name]
            else "old" if found == self.old[name] and not absent else "spoilt"
        )

    def temporaries(self) -> int:
        """How many temporary files there are."""
        count = 0
        for folder in (self.root, self.root / "sub"):
            with suppress(OSError), os.scandir(folder) as entries:
                count += sum(entry.name.startswith(".mvpy-") for entry in entries)
        return count


def remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


def environment(folder: Path) -> dict[str, str]:
    """That of a user whose cache is in *folder*."""
    return os.environ | {"MVPY_CACHE_DIR": str(folder / "cache")}


def heed_signals() -> None:
    """What starts in the background, or under nohup, ignores some; as in a terminal it does not."""
    for number in WORDS:
        signal.signal(number, signal.SIG_DFL)


def started(folder: Path, args: list[str], **options) -> subprocess.Popen[str]:
    """`mvpy desugar ARGS` in *folder*, at work, as a terminal starts it."""
    return subprocess.Popen(
        [sys.executable, "-m", "mvpy", "desugar", "--only", "semicolon", *args],
        cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=heed_signals, **options,
    )  # fmt: skip


def finished(folder: Path, args: list[str], **options) -> tuple[int, str]:
    """The exit code of `mvpy desugar ARGS`, and what it said."""
    running = started(folder, args, **options)
    _, said = running.communicate(timeout=PATIENCE)
    return running.returncode, said


# Signals ----------------------------------------------------------------------------------

WORDS = {signal.SIGINT: "interrupted", signal.SIGTERM: "terminated", signal.SIGHUP: "hung up"}


def interrupted(name: str, numbers: list[int], mirrored: bool) -> Callable[[Path], str | None]:
    """The attack with the signals *numbers*, one after the other."""

    def attack(folder: Path) -> str | None:
        place = Field(folder, mirrored)
        place.prepare()
        place.restore(absent=False)
        began = time.monotonic()
        finished(folder, place.command)
        usual = time.monotonic() - began
        bad = []
        number = 0
        while in_time(name) < ROUNDS and number < 4 * ROUNDS:
            aim = ("any", "staging", "renaming")[number % 3]
            absent = mirrored and aim != "renaming" and number % 2 == 1
            wrong = one_round(place, name, numbers, aim, usual, absent)
            bad += [f"round {number}: {wrong}"] if wrong else []
            number += 1
        return "; ".join(bad) or None

    return attack


def in_time(name: str) -> int:
    """How many signals of an attack came before the run had ended by itself."""
    return sum(count for (one, where), count in seen.items() if one == name and where != LATE)


def one_round(
    place: Field, name: str, numbers: list[int], aim: str, usual: float, absent: bool
) -> str | None:
    """One run that is interrupted; what is wrong about it."""
    place.restore(absent)
    jobs = ["-j", random.choice("1112")]
    running = started(place.folder, [*place.command, *jobs])
    wait_for(aim, place, running, usual)
    staged = place.temporaries()
    for number in numbers:
        with suppress(ProcessLookupError):
            # Ctrl-C and the end of a terminal reach the whole group.
            (os.killpg if number in (signal.SIGINT, signal.SIGHUP) else os.kill)(running.pid, number)
        time.sleep(random.choice((0, 0.001, 0.05)))
    running.wait(timeout=PATIENCE)
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)  # workers are not what this is about
    _, said = running.communicate(timeout=PATIENCE)
    killed = signal.SIGKILL in numbers
    state = place.state(absent)
    left = place.temporaries()
    seen[name, phase(running.returncode, said, staged, state, left)] += 1
    if killed:
        before = state
        finished(place.folder, place.another)
        state = place.state(absent)
        if before != state and not left:  # what is complete, though nothing was renamed, may be finished
            return f"after the next run all were {state} that had been {before}"
    return "; ".join(faults(place, running.returncode, said, numbers[0], state)) or None


def wait_for(aim: str, place: Field, running: subprocess.Popen[str], usual: float) -> None:
    """Wait for the moment to interrupt."""
    if aim == "any":
        time.sleep(random.uniform(0, usual))
        return
    count = random.randrange(1, FILES)
    most = 0
    while running.poll() is None:
        there = place.temporaries()
        most = max(most, there)
        if aim == "staging" and there >= count or most >= FILES and there <= FILES - count:
            return


def phase(status: int, said: str, staged: int, state: str, left: int) -> str:
    """In what phase the signal came."""
    if status == 0:
        return LATE
    if "the files are written" in said or state.startswith("mixed"):
        return "renaming"
    if status == -signal.SIGKILL and left:
        return "staging" if state == "old" else "renaming"
    return "staging" if staged and state == "old" else "before" if state == "old" else "after renaming"


def faults(place: Field, status: int, said: str, number: int, state: str) -> list[str]:
    """What is wrong after a signal."""
    wrong = []
    if state not in ("old", "new"):
        wrong.append(state)
    if place.temporaries():
        wrong.append(f"{place.temporaries()} temporary files are left")
    journals = list((place.folder / "cache").glob("unfinished-*/*"))
    if journals:
        wrong.append(f"{len(journals)} journals are left")
    # While the interpreter itself starts, before it runs anything of ours, Ctrl-C ends it in its own way.
    starting = "Fatal Python error" in said or "<frozen site>" in said
    if status not in (0, -number, 128 + number) and not starting:
        wrong.append(f"exit code {status}: {said[-1000:]}")
    if status == 128 + number and not starting and WORDS[signal.Signals(number)] not in said:
        wrong.append(f"no words: {said!r}")
    if ("nothing was written" in said) > (state == "old") or ("files are written" in said) > (state == "new"):
        wrong.append(f"said {said!r} where all is {state}")
    return wrong


# Edits ------------------------------------------------------------------------------------


def edits(folder: Path) -> str | None:
    """Somebody saves files while they are rewritten in place: what was saved last is what is there."""
    place = Field(folder, mirrored=False)
    place.prepare()
    lost = 0
    for number in range(ROUNDS):
        place.restore(absent=False)
        running = started(folder, place.command)
        saved: dict[str, bytes] = {}
        wait_for(("staging", "renaming")[number % 2], place, running, 0)
        for name in random.sample(sorted(place.old), 8):
            saved[name] = f"edited in round {number}\n".encode()
            beside = place.root / f"{name}.part"
            beside.write_bytes(saved[name])
            os.replace(beside, place.root / name)
            seen["a file is saved meanwhile", "while it ran" if running.poll() is None else "later"] += 1
        running.communicate(timeout=PATIENCE)
        lost += sum((place.root / name).read_bytes() != text for name, text in saved.items())
    return f"{lost} edits are lost" if lost else None


# What stands in the way -------------------------------------------------------------------


def kinds(folder: Path) -> str | None:
    """Outputs that go to what is no regular file leave it what it is."""
    (folder / "a.py").write_text("a; b\n")
    os.mkfifo(folder / "pipe")
    with suppress(OSError):
        os.mknod(folder / "null", stat.S_IFCHR | 0o666, os.makedev(1, 3))
        os.mknod(folder / "disk", stat.S_IFBLK | 0o600, os.makedev(7, 250))
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(str(folder / "s"))
    (folder / "folder" / "a.py").mkdir(parents=True)
    os.symlink("target", folder / "link")
    os.symlink("circle", folder / "circle")
    before = {name: os.lstat(folder / name).st_mode for name in os.listdir(folder)}
    threading.Thread(target=lambda: (folder / "pipe").read_bytes(), daemon=True).start()
    for name in [*before, "folder/a.py"]:
        if name != "a.py":
            finished(folder, ["a.py", "-o", name])
    changed = [name for name, mode in before.items() if os.lstat(folder / name).st_mode != mode]
    left = [name for name in os.listdir(folder) if name.startswith(".mvpy-")]
    return f"changed: {changed}, left: {left}" if changed or left else None


def full_disk(folder: Path) -> str | None:
    """A disk fills while programs are rewritten in place: each is old or new, and it is said."""
    disk = folder / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    mounted = subprocess.run(mount, capture_output=True).returncode == 0
    try:
        return fill(folder, disk, mounted)
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(disk)], check=True)


def fill(folder: Path, disk: Path, mounted: bool) -> str | None:
    """`full_disk`, where *disk* is small, or, if it could not be mounted, files can't grow long."""
    import resource

    old, new = {}, {}
    for number in range(8):
        padding = "# a comment, and no more\n" * (4500 if number == 5 else 2500)
        old[f"p{number}.py"] = f"a; b\n{padding}"
        new[f"p{number}.py"] = f"a\nb\n{padding}"
        (disk / f"p{number}.py").write_text(old[f"p{number}.py"])
    limit = (2**20, 2**20) if mounted else (80_000, 80_000)
    options = {} if mounted else {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit)}
    command = [
        sys.executable,
        "-m",
        "mvpy",
        "desugar",
        "--only",
        "semicolon",
        "--no-cache",
        "disk",
        "--in-place",
    ]
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        **options,
    )
    seen["a full disk", "mounted" if mounted else "simulated by a limit"] += 1
    states = [(disk / name).read_text() in (old[name], new[name]) for name in old]
    kept = sum((disk / name).read_text() == old[name] for name in old)
    said = done.stderr.count("it can't be written: ")
    if not all(states) or list(disk.glob(".mvpy-*")) or done.returncode != 2 or said != kept or not kept:
        return f"exit code {done.returncode}, {kept} old, {said} said: {done.stderr[-500:]}"
    return None


# Journals ---------------------------------------------------------------------------------


def planted(folder: Path) -> str | None:
    """Journals that an archive or another user could bring: they make MVPy rename nothing."""
    import hashlib

    (folder / "src").mkdir()
    (folder / "src/a.py").write_text("x = 1\n")
    victim = folder / "victim"
    victim.write_text("precious\n")
    digest = {text: hashlib.sha256(text.encode()).hexdigest() for text in ("precious\n", "planted\n")}
    bad = []
    for number, (above, owner, mode) in enumerate(
        [("src", None, 0o700), ("cache", 1234, 0o700), ("cache", None, 0o777), ("cache", None, 0o700)]
    ):
        token = f"{number:016x}"
        temporary = folder / f".mvpy-{token}-0"
        temporary.write_text("planted\n")
        lines = [{"temporaries": [str(temporary)], "folders": [str(folder / "src")]}]
        change = [str(temporary), str(victim), digest["precious\n"], digest["planted\n"]]
        journals = folder / above / f"unfinished-{os.geteuid()}"
        remove(journals)
        journals.mkdir(parents=True)
        (journals / token).write_text("".join(json.dumps(line) + "\n" for line in [*lines, [change]]))
        (journals / token).chmod(0o600)
        journals.chmod(mode)
        if owner and not os.geteuid():
            os.chown(journals, owner, owner)
        finished(folder, ["src", "--in-place"])
        if victim.read_text() != "precious\n" or not temporary.exists():
            bad.append(f"journal {number} was believed")
    return ", ".join(bad) or None


SIGNALS = {
    "SIGINT": [signal.SIGINT],
    "SIGINT twice": [signal.SIGINT, signal.SIGINT],
    "SIGTERM": [signal.SIGTERM],
    "SIGHUP": [signal.SIGHUP],
    "SIGKILL": [signal.SIGKILL],
}
WAYS = {"--in-place": False, "-o DIR": True}

ATTACKS: list[tuple[str, Callable[[Path], str | None]]] = [
    *((f"{name}, {way}", interrupted(f"{name}, {way}", numbers, mirrored))
      for name, numbers in SIGNALS.items() for way, mirrored in WAYS.items()),
    ("a file is saved meanwhile", edits),
    ("outputs to what is no file", kinds),
    ("a full disk", full_disk),
    ("planted journals", planted),
]  # fmt: skip


def main() -> int:
    """Run them all, and show the figures."""
    global ROUNDS
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="for each signal and way of writing")
    parser.add_argument("--match", default="", metavar="REGEX", help="only attacks whose name holds this")
    given = parser.parse_args()
    ROUNDS = given.rounds
    held = tried = 0
    for name, attack in ATTACKS:
        if not re.search(given.match, name):
            continue
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="mvpy-attack-", ignore_cleanup_errors=True) as scratch:
            wrong = attack(Path(scratch))
        phases = {where: count for (one, where), count in sorted(seen.items()) if one == name}
        tried, held = tried + 1, held + (wrong is None)
        figures = ", ".join(f"{count} {where}" for where, count in phases.items())
        print(f"{name:28} {time.monotonic() - began:6.1f} s  {wrong or 'held'}  ({figures})", flush=True)
    print(f"\n{held} of {tried} attacks were held")
    return int(held < tried)


if __name__ == "__main__":
    sys.exit(main())
