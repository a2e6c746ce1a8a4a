"""An entry of the host contract, and the program that tells whether a host has it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mvpy.host_contract.parts import PARTS

# The kinds, in the order in which they are shown.
KINDS = {
    "core": "What the ten constructs do",
    "behaviour": "What builtins do",
    "builtin": "Builtins",
    "function": "Functions of modules, and other names in them",
    "method": "Methods, and other attributes",
}
WORD = re.compile(r"[A-Za-z_]\w*")
HEADING = re.compile(r"^# (.+?): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Entry:
    """Something that a host has or lacks: its *kind*, its name, what it *says*, and the own lines of its *probe*."""

    kind: str
    name: str
    says: str
    probe: str

    @property
    def program(self) -> str:
        """A program in the core that prints 1, and nothing else, where the host has it."""
        return with_parts(self.probe)


def entries_of(kind: str, text: str) -> tuple[Entry, ...]:
    """The entries of one *kind* in *text*: a comment with the name of each, what it says, and below it the probe."""
    _, *parts = HEADING.split(text)
    found = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    return tuple(Entry(kind, name, says, probe.strip("\n") + "\n") for name, says, probe in found)


def with_parts(probe: str) -> str:
    """*probe* below the parts that it uses."""
    return "".join(f"{PARTS[name]}\n\n" for name in parts_of(probe)) + probe


def parts_of(text: str) -> list[str]:
    """The parts that *text* uses, and those that these use, in their order."""

    def used(words: str) -> Iterator[str]:
        for name in PARTS.keys() & set(WORD.findall(words)):
            yield name
            if PARTS[name] != words:
                yield from used(PARTS[name])

    wanted = set(used(text))
    return [name for name in PARTS if name in wanted]
