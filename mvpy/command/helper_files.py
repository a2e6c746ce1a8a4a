"""Where the helpers of outputs go: `--helpers`.

    inline    into each output
    import    into `_mvpy.py`, one for each package, which its modules import relatively, and one for the loose programs
              of each folder
    package   the same for packages; into each output that is in none, since what it can import is not known: it may be
              a script, a test, or in a namespace package
    NAME      the same, called NAME.py
    A.B.C     into one module for all, which is imported by this name

A file of somebody else's is never replaced: neither one that was there, nor a module of ours that was changed since.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from keyword import iskeyword
from pathlib import Path
from typing import TYPE_CHECKING

from mvpy.command.jobs import Job, Outcome
from mvpy.command.options import Options, kinds_of
from mvpy.command.output_cache import recall_text
from mvpy.command.program_files import same
from mvpy.command.writing import Write
from mvpy.errors import UnwritableError, UsageError
from mvpy.output.helper_seals import HelperModule, read_helper_module
from mvpy.system.targets import is_stream, mark_of_data

if TYPE_CHECKING:
    from mvpy.command.desugar_run import Run

INLINE, IMPORT, PACKAGE = "inline", "import", "package"
NAME = "_mvpy"  # of the module, where the user gives none


@dataclass(frozen=True)
class Place:
    """Where the helpers of one output are: the *file*, and the *module*, as an import statement there names it."""

    module: str
    file: Path


@dataclass
class Shared:
    """A module of helpers that is to be written: which *file*, and which *helpers*; loose: for no package of its own."""

    file: Path
    is_loose: bool
    helpers: set[str] = field(default_factory=set)


def refuse_no_module(name: str) -> None:
    """Complain about a value of `--helpers` that names no module."""
    if name in (INLINE, IMPORT, PACKAGE):
        return
    first, *others = name.split(".")
    if not all(part.isidentifier() and not iskeyword(part) for part in (first, *others)):
        raise UsageError(f"--helpers takes inline, import, package or the name of a module, not '{name}'")
    if first in sys.stdlib_module_names:
        raise UsageError(f"--helpers {name}: '{first}' is a module of the standard library")


def module_named(run: Run) -> str:
    """The name of the module that helpers are to go to; empty where each output has them itself."""
    return {INLINE: "", IMPORT: NAME, PACKAGE: NAME}.get(wanted(run), wanted(run))


def wanted(run: Run) -> str:
    """Where helpers are to go: what the user says, or what suits what there is."""
    if run.options.with_shim:  # a module would need it, too
        return INLINE
    for_folders = PACKAGE if run.options.for_ else IMPORT
    return run.options.helpers or (for_folders if run.folders else INLINE)


def find_places(run: Run) -> None:
    """Fill in where the helpers of the outputs of *run* go."""
    name = module_named(run)
    called: dict[Path, str] = {}
    for job in run.jobs if name else ():
        place = place_of(run, job, name, called)
        if place is not None:
            run.places[job.name] = place
    told = run.options.helpers and wanted(run) != PACKAGE and not run.options.helpers_by_setting
    if name and not run.places and not run.folders and told:
        raise UsageError(f"--helpers {run.options.helpers} writes a file, and needs -o FILE or --in-place")


def place_of(run: Run, job: Job, name: str, called: dict[Path, str]) -> Place | None:
    """Where the helpers of *job* go, in the module *name*; None where the output goes to no file.

    By folder, *called* has other names for the module, where that of another run keeps its own.
    """
    shows = run.many or run.options.diff or run.options.check
    target = run.targets.get(job.name, Path(job.path) if job.path and shows else None)
    if target is None or is_no_file(target):
        return None
    source = Path(job.path) if job.path else target
    if run.options.in_place and target.is_symlink():  # where it leads, there Python looks for other modules
        source = target = Path(os.path.realpath(target))
    within = run.within.get(job.name)
    depth = depth_in_package(source, within) if job.path else 0
    if depth == 0 and wanted(run) == PACKAGE:
        return None
    if "." in name:
        return Place(name, file_of(name, source, target, depth, within))
    folder = above(source, max(depth - 1, 0))
    if folder not in called:
        called[folder] = free_name(run, folder, name)
    name = called[folder]
    return Place("." * depth + name, above(target, max(depth - 1, 0)) / f"{name}.py")


def above(path: Path, number: int) -> Path:
    """The folder *number* levels above that of *path*, which may be named from inside of it."""
    inside = number >= len(path.parents) or ".." in path.parts
    return (Path(os.path.abspath(path)) if inside else path).parents[number]


def is_no_file(target: Path) -> bool:
    """Is *target* a device, a pipe, an open file by its number, or the like, so that nothing can be beside it?"""
    try:
        return is_stream(target)
    except UnwritableError:
        return True
    except OSError:  # who writes there will say why it can't be
        return False


def free_name(run: Run, folder: Path, name: str) -> str:
    """*name*, or one like `_mvpy_2`, such that in *folder* no module of helpers for outputs of another kind has it."""
    label, number = "", 1
    found = name
    while (known := module_at(folder / f"{found}.py")) is not None and known.is_intact:
        label = label or label_for(run)
        if known.label == label:
            break
        number += 1
        found = f"{name}_{number}"
    return found


def with_places(run: Run, jobs: Iterable[Job]) -> list[Job]:
    """*jobs*, each with the module that its output imports helpers from."""
    return [
        (
            replace(job, options=replace(job.options, helpers=run.places[job.name].module))
            if job.name in run.places
            else job
        )
        for job in jobs
    ]


def depth_in_package(source: Path, within: Path | None) -> int:
    """How many packages the module *source* is in, up to the folder *within*; 0 for a loose program."""
    depth = 0
    for folder in Path(os.path.abspath(source)).parents:
        if not (folder / "__init__.py").is_file():
            break
        depth += 1
        if same(folder, within):
            break
    return depth


def file_of(name: str, source: Path, target: Path, depth: int, within: Path | None) -> Path:
    """The file of the module *name*, seen from the output *target* of the module *source* in *depth* packages."""
    first, *others = name.split(".")
    if depth == 0:
        up = len(source.relative_to(within).parts) - 1 if within else 0
        inside = within is not None and os.path.basename(os.path.abspath(within)) == first
        return above(target, up).joinpath(*([] if inside else [first]), *others).with_suffix(".py")
    top = Path(os.path.abspath(source)).parents[depth - 1]
    if top.name == first:
        return above(target, depth - 1).joinpath(*others).with_suffix(".py")
    if same(top, within):
        raise UsageError(
            f"--helpers {name}: the package that is desugared is '{top.name}', and not '{first}'"
        )
    return above(target, depth).joinpath(first, *others).with_suffix(".py")


# What is written ----------------------------------------------------------------------------


def is_helper_module(run: Run, path: Path) -> bool:
    """Is the program at *path* a module of helpers for outputs like those of *run*, and as it was written?"""
    name = re.escape(module_named(run).rpartition(".")[2])
    if not name or not re.fullmatch(rf"{name}(_\d+)?\.py", path.name):
        return False
    known = module_at(path)
    return known is not None and known.is_intact and known.label == label_for(run)


def helper_writes(run: Run, results: Iterable[Outcome]) -> list[Write]:
    """The modules that the outputs *results* import helpers from; an UnwritableError where one can't be."""
    results = [outcome for outcome in results if not outcome.message and outcome.name not in run.kept]
    writes = [write_of(run, shared, results) for shared in modules_for(run, results)]
    run.modules = [write.path for write in writes]
    return writes


def modules_for(run: Run, results: Iterable[Outcome]) -> list[Shared]:
    """The modules of helpers that *results* need; loose programs may meet in one process, and share what they need."""
    modules: dict[Path, Shared] = {}
    for outcome in results:
        if outcome.helpers:
            place = run.places[outcome.name]
            module = modules.setdefault(place.file, Shared(place.file, not place.module.startswith(".")))
            module.helpers |= set(outcome.helpers)
    loose = set().union(*(module.helpers for module in modules.values() if module.is_loose))
    for module in modules.values():
        module.helpers |= loose if module.is_loose else set()
    return list(modules.values())


def write_of(run: Run, shared: Shared, results: Sequence[Outcome]) -> Write:
    """How the module *shared* is written."""
    file, helpers, label = shared.file, set(shared.helpers), label_for(run)
    if any(same(target, file) for target in run.targets.values()):
        raise refusal(file, "is an output itself")
    package = file.with_suffix("")
    written = [*run.targets.values(), *(target for _, target in run.copies)]
    if package.is_dir() or any(package in target.parents for target in written):
        raise refusal(file, "would not be found beside the folder of this name")
    for source, target in [copy for copy in run.copies if same(copy[1], file)]:
        known = module_in(source.read_bytes())
        if known is None or not known.is_intact or known.label != label:
            raise refusal(file, "is a file of yours")
        helpers |= set(known.helpers)  # which outputs of an earlier run import
        run.copies.remove((source, target))
    if not os.path.lexists(file):
        return Write(file, text_of(helpers, run).encode())
    if not file.is_file():
        raise refusal(file, "is in the way")
    before = file.read_bytes()
    known = module_in(before)
    if known is None or not known.is_intact:
        raise refusal(file, "is a file of yours" if known is None else "was changed since mvpy wrote it")
    users = users_besides(run, file, results)
    if users and known.label != label:
        raise refusal(file, f"was written with other options, which {users[0]} needs")
    helpers |= set(known.helpers if users else ())
    return Write(file, text_of(helpers, run).encode(), before=mark_of_data(before))


def refusal(file: Path, why: str) -> UnwritableError:
    """The complaint about a *file* that helpers can't go to."""
    return UnwritableError(f"{file} {why}: nothing was written; --helpers NAME puts the helpers elsewhere")


def text_of(helpers: Iterable[str], run: Run) -> str:
    """The module that has *helpers*, for the outputs of *run*."""
    options, chosen = run.job_options, sorted(helpers)
    return recall_text(run.cache, f"{options}\0{chosen}", lambda: made(chosen, options))


def made(helpers: Sequence[str], options: Options) -> str:
    """`text_of`, for outputs made with *options*."""
    from mvpy.pipeline import helpers_source  # start-up: libcst

    chosen = options.only, options.keep, options.until, options.level
    kinds = kinds_of(options.exact, options.exactly)
    return helpers_source(helpers, chosen, kinds, options.target, options.lowering)


def label_for(run: Run) -> str:
    """The first line of a module of helpers for the outputs of *run*."""
    return text_of((), run).partition("\n")[0]


def module_at(path: Path) -> HelperModule | None:
    """The module of helpers that is at *path*, if there is one."""
    try:
        return module_in(path.read_bytes())
    except OSError:
        return None


def module_in(data: bytes) -> HelperModule | None:
    """The module of helpers that *data* is, if it is one."""
    return read_helper_module(data.decode("utf-8", "replace"))


def users_besides(run: Run, file: Path, results: Iterable[Outcome]) -> list[Path]:
    """The programs at *file* that mention its name, and are not made anew by this run."""
    made = {
        os.path.realpath(run.targets[outcome.name]) for outcome in results if outcome.status == "desugared"
    }
    mention = re.compile(rb"\b%s\b" % file.stem.encode())
    is_package = (file.parent / "__init__.py").is_file()
    near = file.parent.rglob("*.py") if is_package else file.parent.glob("*.py")
    return [
        path
        for path in sorted(near)
        if path.is_file()
        and not same(path, file)
        and os.path.realpath(path) not in made
        and mention.search(path.read_bytes())
    ]
