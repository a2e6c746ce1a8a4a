"""Which classes of the library can be subscripted from which Python on, as the interpreters that are here say.

    python tests/generic_classes.py PYTHON ...        writes rewrites/lowering/run_time_types/generic_classes.py again

Each is asked for the classes of its library that take `[int]`; the oldest of them, what `typing` has for which.
"""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

TABLE = Path(__file__).parents[1] / "rewrites" / "lowering" / "run_time_types" / "generic_classes.py"
# Packages that do something when they are imported, or whose classes are nobody's business.
LEFT_OUT = ("_", "antigravity", "this", "idlelib", "turtle", "test", "lib2to3", "pydoc_data", "posix", "nt")

ASKING = '''
import contextlib, importlib, io, json, sys, typing, warnings
warnings.simplefilter("ignore")

def takes_items(cls):
    for item in (int, (int, int), ([int], int)):
        try:
            cls[item]
        except Exception:
            continue
        return True
    return False

def is_meant(cls, name, module, public):
    """Is it of this module, and generic by itself, which the subclasses of `tuple` are not?"""
    of_module = name in public or module == "builtins" or cls.__module__.lstrip("_") == module.lstrip("_")
    return of_module and not name.startswith("_") and (cls is tuple or not issubclass(cls, tuple))

generic, others = [], {}
for module in json.loads(sys.argv[1]):
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            names = dict(vars(importlib.import_module(module)))
    except BaseException:
        continue
    for name, cls in names.items():
        if isinstance(cls, type) and is_meant(cls, name, module, names.get("__all__", ())):
            generic += [module + "." + name] if takes_items(cls) else []
for name in dir(typing):
    origin = getattr(getattr(typing, name), "__origin__", None)
    if isinstance(origin, type) and origin.__module__ != "typing":
        others[origin.__module__ + "." + origin.__qualname__] = name
print(json.dumps({"version": sys.version_info[:2], "generic": generic, "others": others}))
'''


class Answer(TypedDict):
    """What one interpreter says: its version, its generic classes, and what `typing` has for which class."""

    version: list[int]
    generic: list[str]
    others: dict[str, str]


def library() -> list[str]:
    """The modules of the library of the Python that runs this."""
    found = [name for name in sorted(sys.stdlib_module_names) if not name.startswith(LEFT_OUT)]
    base = Path(pkgutil.__file__).parent
    for name in [name for name in found if (base / name).is_dir()]:
        walked = pkgutil.iter_modules([str(base / name)], f"{name}.")
        found += [one.name for one in walked if "._" not in one.name and ".test" not in one.name]
    return found


def answer(python: str, modules: Sequence[str]) -> Answer:
    """What the interpreter *python* says of these *modules*."""
    asked = subprocess.run([python, "-c", ASKING, json.dumps(modules)], capture_output=True, text=True)
    said: Answer = json.loads(asked.stdout.splitlines()[-1])
    return said


def table(answers: Sequence[Answer]) -> tuple[dict[tuple[int, int], dict[str, list[str]]], dict[str, str]]:
    """The classes of each module by the Python that came with their items, 3.9 or later; and their names in `typing`."""
    since: dict[str, tuple[int, int]] = {}
    for said in sorted(answers, key=lambda one: one["version"]):
        for name in said["generic"]:
            since.setdefault(name, (said["version"][0], said["version"][1]))
    found: dict[tuple[int, int], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for path, version in since.items():
        module, _, name = path.rpartition(".")
        if version >= (3, 9) and module != "typing":
            found[version][module].append(name)
    return found, {
        path: name for path, name in answers[0]["others"].items() if since.get(path, (0,)) >= (3, 9)
    }


def written(found: Mapping[tuple[int, int], Mapping[str, Sequence[str]]], others: Mapping[str, str]) -> str:
    """The text of the table."""
    head, _, _ = TABLE.read_text(encoding="utf-8").partition("# Made by")
    lines = ["# Made by tests/generic_classes.py.", "SINCE: dict[tuple[int, int], dict[str, str]] = {"]
    for version in sorted(found):
        lines += [f"    {version}: {{"]
        lines += [f'        "{m}": {wrapped(sorted(found[version][m]))},' for m in sorted(found[version])]
        lines += ["    },"]
    lines += ["}", "", "# What `typing` has for them.", "TYPING = {"]
    lines += [f'    "{path}": "{others[path]}",' for path in sorted(others)]
    return head + "\n".join([*lines, "}", ""])


def wrapped(names: Sequence[str]) -> str:
    """A text with the *names*, on several lines if they need them."""
    rows, row = [], ""
    for name in names:
        if len(row) + len(name) > 85:
            rows, row = [*rows, row], ""
        row += f"{name} "
    rows.append(row.rstrip())
    if len(rows) == 1:
        return f'"{rows[0]}"'
    return "(\n" + "".join(f'            "{row}"\n' for row in rows) + "        )"


if __name__ == "__main__":
    asked = library()
    classes, names_in_typing = table([answer(python, asked) for python in sys.argv[1:]])
    TABLE.write_text(written(classes, names_in_typing), encoding="utf-8")
