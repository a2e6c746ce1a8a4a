"""Write mvpy/library/table.json, what the standard library has had since when, from what the Pythons themselves say.

    python docs/make_library.py --answers FOLDER [--stubs VERSION=FOLDER]... PYTHON3.6 PYTHON3.7 ... PYTHON3.13

Each Python answers `ask_library.py`; twice, since what one version shows may be hidden, and yet there, in another.  CPython 3.14
is asked as a build for WASI (`pip install pyeryx`), which lacks much: what it has is there, and what it does not have is gone only if the
build of 3.12 for WASI has it.  Answers are kept in FOLDER.

Nobody can ask a function in C of an old Python for its parameters.  For those alone, --stubs names typeshed's `stdlib` for
VERSION and all later ones (of mypy 0.942 for 3.6, of 1.4.1 for 3.9, of 2.4.1 for 3.11).

It takes two minutes.  docs/library.md says what the table knows, tests/large/library_claims.py proves its claims.
"""

from __future__ import annotations

import argparse
import json
import subprocess
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from stubs import Stubs

from mvpy.hosts.wasi312 import WASI312
from mvpy.hosts.wasi314 import WASI314
from mvpy.library.table import FILE

ASKER = Path(__file__).with_name("ask_library.py")
ONLY_NEWEST = (3, 14)
OPERATORS = {
    f"__{side}{name}__" for side in ("", "r", "i") for name in ("or", "and", "xor", "add", "sub", "mul", "matmul", "mod")
} | {"__reversed__", "__missing__"}  # fmt: skip
ROOT, EXCEPTIONS = "builtins.BaseException", ("add_note",)  # all exceptions have that, and none says so
# What `dir` shows later than it came, or what the builds that are asked differ in; found by comparing with vermin.
NOT_NEW = (
    "pyexpat.XMLParserType", "xml.parsers.expat.XMLParserType",     # before 3.8 only instances show them
    "warnings.WarningMessage.", "warnings.catch_warnings.", "uuid.UUID.",                                            # before 3.8 it was written into the instance's __dict__
    "asyncio.WriteTransport.get_write_buffer_limits", "asyncio.transports.WriteTransport.get_write_buffer_limits",
    "asyncio.Transport.get_write_buffer_limits", "asyncio.transports.Transport.get_write_buffer_limits",    # all that there are have it
    "hashlib.scrypt", "socket.CAN_BCM_",                            # of the C libraries that there were
)  # fmt: skip
ON_INSTANCES = ("ast",)  # modules whose classes show, since 3.9, what only their instances have
OF_ANOTHER = (
    "ssl",
    "socket",
    "select",
    "signal",
)  # modules that the build of 3.14 has written itself, or in part
Version = tuple[int, int]
State = bool | None  # is it there?  None: nobody knows
Answers = dict[Version, dict[str, Any]]


def main() -> None:
    """Ask all, and write the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--answers", type=Path, required=True)
    parser.add_argument("--stubs", action="append", default=[])
    parser.add_argument("pythons", nargs="+")
    given = parser.parse_args()
    given.answers.mkdir(parents=True, exist_ok=True)
    commands = {Path(path).as_posix(): [path, "-I"] for path in given.pythons}
    commands |= {"wasi312": list(WASI312.find()), "wasi314": list(WASI314.find())}
    asked = [asked_twice(name, command, given.answers) for name, command in commands.items()]
    first = [one() for one in asked]
    more = everything(first, newest_modules(given.stubs))
    second = [one(more) for one in asked]
    stubs = {version(one.partition("=")[0]): Stubs(Path(one.partition("=")[2])) for one in given.stubs}
    FILE.write_text(written(Made(second[:-2], second[-2], second[-1], stubs).table()), encoding="utf-8")
    print(f"{FILE}: {FILE.stat().st_size} bytes")


def asked_twice(name: str, command: list[str], folder: Path) -> Callable[..., dict[str, Any]]:
    """What asks one Python, for all or for *more*; an answer that is there is not asked for again."""

    def ask(more: Mapping[str, list[str]] | None = None) -> dict[str, Any]:
        kept = folder / f"{name.strip('/').replace('/', '+')}.{2 if more else 1}.json"
        if not kept.exists():
            script = (
                folder / "ask.py"
            )  # with the names in it: a build for WASI sees the folder under another name
            asking = f"main(json.loads({json.dumps(more or {})!r}))"
            script.write_text(
                ASKER.read_text(encoding="utf-8").replace("main()  # all", asking), encoding="utf-8"
            )
            done = subprocess.run(
                [*command, str(script)], capture_output=True, stdin=subprocess.DEVNULL, check=True
            )
            kept.write_bytes(done.stdout)
        number, *lines = map(json.loads, kept.read_text(encoding="utf-8").splitlines())
        found = {"version": number, "modules": dict(lines)}
        print(f"{name}: {'.'.join(map(str, found['version']))}, {len(found['modules'])} modules", flush=True)
        return found

    return ask


def newest_modules(stubs: Iterable[str]) -> list[str]:
    """The modules of which the newest of *stubs* says that they came with 3.14: names to ask for."""
    folders = [Path(one.partition("=")[2]) for one in stubs]
    lines = (folders[-1] / "VERSIONS").read_text(encoding="utf-8").splitlines() if folders else []
    return [line.partition(":")[0] for line in lines if line.partition(":")[2].strip().startswith("3.14")]


def everything(answers: Iterable[Mapping[str, Any]], modules: Iterable[str]) -> dict[str, list[str]]:
    """All that any answer names: "" -> *modules* and those of the answers, module -> names, module.Class -> members."""
    found: dict[str, set[str]] = {"": set(modules)}
    for answer in answers:
        found[""].update(name for name, inside in answer["modules"].items() if inside)
        for name, inside in answer["modules"].items():
            found.setdefault(name, set()).update((inside or {}).get("names", ()))
            for kind, members in (inside or {}).get("classes", {}).items():
                found.setdefault(f"{name}.{kind}", set()).update(members)
    return {name: sorted(names) for name, names in found.items() if names}


def version(words: str) -> Version:
    """3.8 as (3, 8)."""
    major, _, minor = words.partition(".")
    return int(major), int(minor)


@dataclass
class Made:
    """The table in the making: what each Python said, in the order of versions, what the builds for WASI said, and stubs."""

    natives: list[dict[str, Any]]
    wasi: dict[str, Any]
    newest: dict[str, Any]
    stubs: dict[Version, Stubs]

    def __post_init__(self) -> None:
        self.natives.sort(key=lambda answer: answer["version"])
        self.answers: Answers = {tuple(one["version"][:2]): one["modules"] for one in self.natives}  # type: ignore[misc]
        self.answers[ONLY_NEWEST] = self.newest["modules"]

    def table(self) -> dict[str, Any]:
        """The whole table: see mvpy/library/table.py."""
        found: dict[str, Any] = {"modules": {}, "names": {}, "members": {}, "parameters": {}, "bases": {}}
        for module in sorted(set().union(*self.answers.values())):
            self.add_module(module, found)
        simplify(found, self.natives[-1]["modules"])
        measured = {
            f"{one['version'][0]}.{one['version'][1]}": ".".join(map(str, one["version"]))
            for one in self.natives
        }
        measured["3.14"] = ".".join(map(str, self.newest["version"])) + ", for WASI"
        return {"measured": measured, **found}

    def add_module(self, module: str, found: dict[str, Any]) -> None:
        """Write into *found* what came and went with *module* and in it."""
        if not any(answer.get(module) is not None for answer in self.answers.values()) or "._" in module:
            return  # it is for another system, or nobody's business
        span = self.span(lambda answer: module in answer, is_private=module.startswith("_"))
        if span != found["modules"].get(module.rpartition(".")[0]):
            note(found["modules"], module, span)
        for name in self.all_of(lambda answer: public_names(answer.get(module) or {})):
            self.add_name(module, name, found)

    def add_name(self, module: str, name: str, found: dict[str, Any]) -> None:
        """Write into *found* what is to be said of the name *name* of *module*."""

        def there(answer: Mapping[str, Any]) -> State:
            inside = answer.get(module)
            return name in inside["names"] if inside else None

        note(
            found["names"].setdefault(module, {}),
            name,
            self.span(there, is_private=module in OF_ANOTHER),
            module,
        )
        self.add_parameters(
            f"{module}.{name}",
            lambda answer: ((answer.get(module) or {}).get("names", {}).get(name, ...)),
            found,
        )
        if module in ON_INSTANCES:
            return
        members = self.all_of(lambda answer: (answer.get(module) or {}).get("classes", {}).get(name, ()))
        for member in members:
            if member not in ("is", "bases") and (not member.startswith("_") or member in OPERATORS):
                self.add_member(module, name, member, found)

    def add_member(self, module: str, kind: str, member: str, found: dict[str, Any]) -> None:
        """Write into *found* what is to be said of the member *member* of the class *kind* of *module*."""

        def members(answer: Mapping[str, Any]) -> Mapping[str, Any] | None:
            inside: Mapping[str, Any] | None = (answer.get(module) or {}).get("classes", {}).get(kind)
            return inside

        def there(answer: Mapping[str, Any]) -> State:
            inside = members(answer)
            return None if inside is None else member in inside

        note(
            found["members"].setdefault(f"{module}.{kind}", {}),
            member,
            self.span(there, is_private=module in OF_ANOTHER),
            f"{module}.{kind}",
        )
        self.add_parameters(
            f"{module}.{kind}.{member}", lambda answer: (members(answer) or {}).get(member, ...), found
        )

    def add_parameters(
        self, path: str, asked: Callable[[Mapping[str, Any]], Any], found: dict[str, Any]
    ) -> None:
        """Write into *found* which parameters of *path* came and went; *asked* gives them, ... where it is not there."""
        said = {at: asked(answer) for at, answer in self.answers.items()}
        names = {
            name for one in said.values() if isinstance(one, list) for name in one if name[0] not in "*_"
        }
        for name in sorted(names):
            states = {at: self.takes(path, at, one, name) for at, one in said.items()}
            note(found["parameters"].setdefault(path, {}), name, span_of(states))

    def takes(self, path: str, at: Version, said: Any, name: str) -> State:
        """Does *path* take the parameter *name* in the version *at*, where it was asked and has *said* so?"""
        if said is ... or at == ONLY_NEWEST and said is None:
            return None
        if said is None:
            stubs = [one for since, one in sorted(self.stubs.items()) if since <= at]
            said = stubs[-1].parameters(path, at) if stubs else None
        if said is None:
            return None
        return name in said or (None if "**" in said else False)

    def all_of(self, asked: Callable[[Mapping[str, Any]], Iterable[str]]) -> list[str]:
        """All that any answer has there."""
        return sorted({name for answer in self.answers.values() for name in asked(answer)})

    def span(self, there: Callable[[Mapping[str, Any]], State], is_private: bool = False) -> str:
        """From when until when something was *there*, in words."""
        states = {at: there(answer) for at, answer in self.answers.items()}
        if is_private or states[ONLY_NEWEST] is False and there(self.wasi["modules"]) is not True:
            states[ONLY_NEWEST] = None  # that build may never have had it, or have its own
        return span_of(states)


def public_names(inside: Mapping[str, Any]) -> set[str]:
    """The names of a module that are not there only because it uses them."""
    return set(inside.get("names", ())) - set(inside.get("leaked", ()))


def span_of(states: Mapping[Version, State]) -> str:
    """From when until when: "3.9-" (not in 3.8), "-3.11" (not in 3.12), "3.7-3.9"; "-" if nobody knows of a change."""
    versions = sorted(states)
    there = [at for at in versions if states[at]]
    if not there:
        return "-"
    before, after = there[0], there[-1]
    since = (
        ""
        if before == versions[0] or states[versions[versions.index(before) - 1]] is not False
        else "%d.%d" % before
    )
    until = (
        ""
        if after == versions[-1] or states[versions[versions.index(after) + 1]] is not False
        else "%d.%d" % after
    )
    return f"{since}-{until}"


def note(table: dict[str, str], name: str, span: str, owner: str = "") -> None:
    """Write into *table* that *name*, of *owner*, was there for *span*, if that is not always."""
    if span != "-" and not f"{owner}.{name}".startswith(NOT_NEW):
        table[name] = span


def simplify(found: dict[str, Any], newest: Mapping[str, Any]) -> None:
    """Take out of *found* what says nothing, and of each class what one of its bases says already.

    What a class always had, and a base of it did not, is "-".
    """
    changing = {kind for kind, inside in found["members"].items() if inside}
    changing |= {path.rpartition(".")[0] for path, inside in found["parameters"].items() if inside}
    for part in ("members", "parameters"):
        found[part] = dict(found[part])
    members, parameters = dict(found["members"]), dict(found["parameters"])
    for kind, own in members.items():
        bases = [base for base in bases_of(kind, newest) if base != kind and base in changing]
        every = members_of(kind, newest)
        left = short(own, [members.get(base, {}) for base in bases], every)
        methods = [name for name in every if any(parameters.get(f"{base}.{name}") for base in bases)]
        for name in methods:
            inherited = [parameters.get(f"{base}.{name}", {}) for base in bases]
            path = f"{kind}.{name}"
            found["parameters"][path] = short(parameters.get(path, {}), inherited, every[name] or ())
        if bases and (methods or left != own):
            found["bases"][kind] = [base for base in bases if base != ROOT]
        found["members"][kind] = (
            left if kind == ROOT else {name: span for name, span in left.items() if name not in EXCEPTIONS}
        )
    for part in ("names", "members", "parameters", "bases"):
        found[part] = {name: inside for name, inside in sorted(found[part].items()) if inside}


def short(own: Mapping[str, str], bases: Iterable[Mapping[str, str]], every: Iterable[str]) -> dict[str, str]:
    """What *own* says that the first of *bases* which says anything does not; *every* has the names that are there."""
    said: dict[str, str] = {}
    for base in bases:
        said = {**base, **said}
    left = {name: span for name, span in own.items() if said.get(name) != span}
    return left | {name: "-" for name in sorted(set(said) & set(every)) if name not in own}


def members_of(kind: str, modules: Mapping[str, Any]) -> Mapping[str, Any]:
    """The members of the class *kind* in *modules*, with their parameters."""
    module, _, name = kind.rpartition(".")
    found: Mapping[str, Any] = (modules.get(module) or {}).get("classes", {}).get(name, {})
    return found


def bases_of(kind: str, modules: Mapping[str, Any]) -> list[str]:
    """What the class *kind* is called where it is defined, and its bases, as their modules call them."""
    module, _, name = kind.rpartition(".")
    inside = (modules.get(module) or {}).get("classes", {}).get(name, {})
    return [base for base in [inside.get("is"), *inside.get("bases", ())] if base]


def written(table: Mapping[str, Any]) -> str:
    """*table* as JSON, a line for each module, class or function."""
    parts = []
    for part, inside in table.items():
        lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(entry)}" for name, entry in inside.items())
        parts.append(f"{json.dumps(part)}: {{\n{lines}\n}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    main()
