"""Where interpreters are: on the PATH, in the Python environment that runs MVPy, in a folder of node's packages."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from mvpy.verification.hosts import places_of

RUNNERS = Path(__file__).parent / "runners"
NODE = "node"

Command = tuple[str, ...]


def on_path(*names: str) -> Command:
    """The first of the commands *names* that is on the PATH."""
    return next(((place,) for name in names for place in places_of(name)), ())


def of_this_python(name: str) -> Command:
    """The command *name* that a package of the Python that runs MVPy brought with it."""
    path = os.path.join(sysconfig.get_path("scripts"), name)
    return (path,) if os.access(path, os.X_OK) and os.path.isfile(path) else ()


def under_this_python(package: str, runner: str, *words: str) -> Command:
    """The Python that runs MVPy, with our *runner* for its package *package*, and *words* for that."""
    if importlib.util.find_spec(package) is None:
        return ()
    return (sys.executable, "-P", str(RUNNERS / runner), *words)


def under_node(package: str, runner: str) -> Command:
    """node, with our *runner* for its package *package*."""
    node = on_path(NODE)
    if not node:
        return ()
    for folder in folders_of_packages(node[0]):
        if (folder / package / "package.json").is_file():
            return (*node, str(RUNNERS / runner), str(folder))
    return ()


def folders_of_packages(node: str) -> Iterator[Path]:
    """The folders in which *node* has packages: of the current folder and those above it, of NODE_PATH, and of all users."""
    here = Path.cwd()
    yield from (folder / "node_modules" for folder in (here, *here.parents))
    yield from map(Path, filter(os.path.isabs, os.environ.get("NODE_PATH", "").split(os.pathsep)))
    npm = os.path.join(os.path.dirname(node), "npm")
    try:
        done = subprocess.run(
            [npm, "root", "-g"], capture_output=True, stdin=subprocess.DEVNULL, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    if done.returncode == 0 and os.path.isabs(done.stdout.strip()):
        yield Path(done.stdout.strip())
