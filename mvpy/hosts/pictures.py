"""Pictures of interpreters: memory in which everything is loaded, from which a program starts sooner.

Each program has a process of its own all the same, and nothing of one reaches the next.  A picture is made once, and
kept in the user's cache.  One that does not run `print(1)` is not used.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from mvpy.system.cache import users_cache
from mvpy.system.scratch import Scratch
from mvpy.verification import CommandHost

Command = tuple[str, ...]
SECONDS = 300.0  # for making one, on a machine that has other things to do


@dataclass(frozen=True)
class Picture:
    """How pictures of an interpreter are made.

    origins  gives, for its command, the files of which it is made
    make     makes it: from the command, in the new file
    start    the command that starts from it, for the usual command and the file
    """

    origins: Callable[[Command], Iterable[Path]]
    make: Callable[[Command, Path], None]
    start: Callable[[Command, Path], Command]

    def of(self, host: CommandHost) -> CommandHost:
        """*host*, started from a picture; as it is, if there can be none."""
        folder = Scratch()  # stays until the process ends
        file = Path(folder.name, "picture")
        quick = self.start(host.command, file)
        try:
            known = self.key(host.command)
            cache = users_cache()
            data = cache.get(known) if cache else None
            if data is None:
                self.make(host.command, file)
                data = file.read_bytes()
            else:
                file.write_bytes(data)
            if not runs(quick, Path(folder.name)):
                raise OSError("it does not run")
        except (OSError, subprocess.SubprocessError):
            folder.cleanup()
            return host
        if cache and not cache.has(known):
            cache.put(known, data)
        return replace(host, quick=quick)

    def key(self, command: Command) -> str:
        """The name under which the picture of *command* is kept: all of which it is made is in it."""
        version = said([command[0], "--version"])
        parts = [version, *(path.read_bytes() for path in self.origins(command))]
        return f"picture-{sha256(b'/'.join(sha256(part).digest() for part in parts)).hexdigest()}"


def said(words: Sequence[str]) -> bytes:
    """What the command *words* prints; an error if it fails."""
    done = subprocess.run(words, capture_output=True, stdin=subprocess.DEVNULL, timeout=SECONDS, check=True)
    return done.stdout


def runs(command: Command, folder: Path) -> bool:
    """Whether *command* runs the simplest program."""
    program = folder / "simplest.py"
    program.write_text("print(1)\n", encoding="ascii")
    return said([*command, str(program)]).split() == [b"1"]
