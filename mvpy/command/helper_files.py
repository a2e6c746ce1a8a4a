"""Where the helpers of outputs go: `--helpers`.

    inline    into each output
    import    into `_mvpy.py`, one for each package, which its modules import relatively, and one for the loose programs
              of each folder
    NAME      the same, called NAME.py
    A.B.C     into one module for all, which is imported by this name

A file of somebody else's is never replaced: neither one that was there, nor a module of ours that was changed since.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mvpy.command.jobs import Job, Outcome
from mvpy.command.options import Options, kinds_of
from mvpy.command.program_files import same
from mvpy.command.writing import Write
from mvpy.errors import UsageError
from mvpy.system.targets import mark_of_data

if TYPE_CHECKING:
    from mvpy.command.desugar_run import Run
    from mvpy.output.helper_modules import HelperModule

INLINE, IMPORT = "inline", "import"
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
    if not all(part.isidentifier() for part in name.split(".")):
        raise UsageError(f"--helpers takes inline, import or the name of a module, not '{name}'")


def module_named(run: Run) -> str:
    """The name of the module that helpers are to go to; empty where each output has them itself."""
    wanted = run.options.helpers or (IMPORT if run.folders else INLINE)
    return {INLINE: "", IMPORT: NAME}.get(wanted, wanted)


def find_places(run: Run) -> None:
    """Fill in where the helpers of the outputs of *run* go."""
    name = module_named(run)
    for job in run.jobs if name else ():
        place = place_of(run, job, name)
        if place is not None:
            run.places[job.name] = place
    if name and not run.places and not run.folders and not run.options.helpers_by_setting:
        raise UsageError(f"--helpers {run.options.helpers} writes a file, and needs -o FILE or --in-place")


def place_of(run: Run, job: Job, name: str) -> Place | None:
    """Where the helpers of *job* go, in the module *name*; None where the output goes to no file."""
    shows = run.many or run.options.diff or run.options.check
    target = run.targets.get(job.name, Path(job.path) if job.path and shows else None)
    if target is None:
        return None
    source = Path(job.path) if job.path else target
    within = run.within.get(job.name)
    depth = depth_in_package(source, within) if job.path else 0
    if "." in name:
        return Place(name, file_of(name, source, target, depth, within))
    return Place("." * depth + name, target.parents[max(depth - 1, 0)] / f"{name}.py")


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
        return target.parents[up].joinpath(first, *others).with_suffix(".py")
    top = Path(os.path.abspath(source)).parents[depth - 1].name
    if top != first:
        raise UsageError(f"--helpers {name}: the package that is desugared is '{top}', and not '{first}'")
    return target.parents[depth - 1].joinpath(*others).with_suffix(".py")


def with_places(run: Run, jobs: Iterable[Job]) -> list[Job]:
    """*jobs*, each with the module that its output imports helpers from; *run* knows the places then."""
    name = module_named(run)
    placed = []
    for job in jobs:
        place = place_of(run, job, name) if name else None
        if place is not None:
            run.places[job.name] = place
            job = replace(job, options=replace(job.options, helpers=place.module))
        placed.append(job)
    if run.options.helpers not in (None, INLINE) and not run.places and not run.helpers_are_set:
        raise UsageError(f"--helpers {run.options.helpers} writes a file, and needs -o or --in-place")
    return placed


# What is written ----------------------------------------------------------------------------


def is_helper_module(run: Run, path: Path) -> bool:
    """Is the program at *path* a module of helpers for outputs like those of *run*, and as it was written?"""
    name = module_named(run)
    if not name or path.name != f"{name.rpartition('.')[2]}.py":
        return False
    try:
        known = module_in(path.read_bytes())
    except OSError:
        return False
    return known is not None and known.is_intact and known.label == label_for(run.job_options)


def helper_writes(run: Run, results: Iterable[Outcome]) -> list[Write]:
    """The modules that the outputs *results* import helpers from; a UsageError where one cannot be written."""
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
    file, helpers, label = shared.file, set(shared.helpers), label_for(run.job_options)
    if any(same(target, file) for target in run.targets.values()):
        raise refusal(file, "is a file of yours")
    for source, target in [copy for copy in run.copies if same(copy[1], file)]:
        known = module_in(source.read_bytes())
        if known is None or not known.is_intact or known.label != label:
            raise refusal(file, "is a file of yours")
        helpers |= set(known.helpers)  # which outputs of an earlier run import
        run.copies.remove((source, target))
    if not os.path.lexists(file):
        return Write(file, text_of(helpers, run.job_options).encode())
    if not file.is_file():
        raise refusal(file, "is in the way")
    before = file.read_bytes()
    known = module_in(before)
    if known is None or not known.is_intact:
        raise refusal(file, "is a file of yours" if known is None else "was changed since mvpy wrote it")
    users = users_besides(run, file, results)
    if users and known.label != label:
        raise refusal(file, f"was written with other options, and {users[0]} needs it")
    helpers |= set(known.helpers if users else ())
    return Write(file, text_of(helpers, run.job_options).encode(), before=mark_of_data(before))


def refusal(file: Path, why: str) -> UsageError:
    """The complaint about a *file* that stands where helpers are to go."""
    return UsageError(f"{file} {why}, and is not replaced; --helpers NAME puts our helpers elsewhere")


def text_of(helpers: Iterable[str], options: Options) -> str:
    """The module that has *helpers*, for outputs made with *options*."""
    from mvpy.pipeline import helpers_source  # start-up: libcst

    chosen = options.only, options.keep, options.until, options.level
    return helpers_source(sorted(helpers), chosen, kinds_of(options.exact), options.target)


def label_for(options: Options) -> str:
    """The first line of a module of helpers for outputs made with *options*."""
    return text_of((), options).partition("\n")[0]


def module_in(data: bytes) -> HelperModule | None:
    """The module of helpers that *data* is, if it is one."""
    from mvpy.output.helper_modules import read_helper_module  # start-up: libcst

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
