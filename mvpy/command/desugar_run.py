"""One use of `mvpy desugar`: which programs it is about, and where each output goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mvpy.command.helper_files import Place, find_places, is_helper_module
from mvpy.command.jobs import Job
from mvpy.command.journal import recover
from mvpy.command.options import Options, target_for
from mvpy.command.program_files import nothing_in, python_files, same, unreadable_folder
from mvpy.command.signals import deferred
from mvpy.command.terminal import say
from mvpy.errors import UnwritableError, UsageError
from mvpy.machine.lowering import Lowering
from mvpy.system.targets import is_stream, kind_of


@dataclass(frozen=True)
class CommandLine:
    """The arguments and options of `mvpy desugar`, by the names that click has for them."""

    paths: tuple[str, ...]
    command: str | None
    only: tuple[str, ...]
    keep: tuple[str, ...]
    until: str | None
    level: str
    exact: bool
    target: tuple[int, int]
    helpers: str | None
    output: str | None
    in_place: bool
    diff: bool
    check: bool
    steps: bool
    step: int | None
    time_: bool
    verify_: bool
    test: str | None
    python: tuple[str, ...]
    source_map: str | None
    annotate: bool
    stdin_filename: str | None
    jobs: int | None
    quiet: bool
    verbose: bool
    config: str | None
    no_cache: bool
    line: tuple[int, int] | None
    function: str | None
    watch: bool
    for_: Lowering | None = None
    annotations: bool = False
    with_shim: bool = False
    helpers_by_setting: bool = False
    test_by_setting: bool = False
    target_is_given: bool = False
    annotations_by_setting: bool = False
    shim_by_setting: bool = False

    @property
    def target_for_host(self) -> tuple[int, int]:
        """The Python that the program was written for, where the output is for another host."""
        if self.target_is_given or self.for_ is None:
            return self.target
        return target_for(self.for_)


@dataclass
class Run:
    """One use of `mvpy desugar`: what was asked for, the jobs, and where each output goes."""

    options: CommandLine
    job_options: Options
    cache: str | None = None  # what marks this MVPy, if outputs are to be remembered
    jobs: list[Job] = field(default_factory=list)
    targets: dict[str, Path] = field(default_factory=dict)  # by the name of the job
    copies: list[tuple[Path, Path]] = field(default_factory=list)
    many: bool = False
    folders: bool = False  # whether there are some among the paths
    within: dict[str, Path] = field(default_factory=dict)  # by the name of the job: where its packages end
    places: dict[str, Place] = field(default_factory=dict)  # by the name of the job: where its helpers go
    modules: list[Path] = field(default_factory=list)  # of helpers, which are written
    missing: list[str] = field(default_factory=list)
    metadata: set[str] = field(
        default_factory=set
    )  # files of a project that are read and written, and no programs
    different: set[str] = field(default_factory=set)  # the names of jobs of which verification says so
    kept: set[str] = field(default_factory=set)  # the names of jobs whose files are left as they are
    unwritten: set[str] = field(default_factory=set)  # and of those that could not be written
    uncopied: int = 0
    as_they_were: int = 0  # programs of a folder that are no Python, and copied
    so_far: str = ""  # what has been written, in words, if something is to be

    def passed_no_return(self) -> None:
        """From here on an interrupt comes too late."""
        self.so_far = "the files are written"

    @property
    def tests(self) -> bool:
        """Whether the project's own tests are to be run; a setting says how, and not that."""
        return bool(
            self.options.verify_ and self.options.test and (self.folders or not self.options.test_by_setting)
        )

    @property
    def lowest(self) -> tuple[int, int] | None:
        """The Python that a project is lowered for, which its metadata has to admit."""
        return self.options.for_.version if self.options.for_ and self.folders else None

    @property
    def loud(self) -> bool:
        """Whether to say more than errors."""
        return not self.options.quiet


def find_programs(run: Run) -> None:
    """Fill in the jobs of *run*, and where their outputs go."""
    options, output = run.options, run.options.output
    paths = options.paths or (() if options.command is not None else ("-",))
    if options.command is not None:
        line = options.command.removesuffix("\n") + "\n"  # Python ends the text of its own -c, too
        run.jobs.append(Job("<command>", data=line.encode("utf-8", "surrogateescape")))
    elif not options.paths and sys.stdin.isatty():
        raise UsageError("no program: give files, a folder, - for standard input, or -c CODE")
    folders = [path for path in paths if path != "-" and os.path.isdir(path)]
    run.folders = bool(folders)
    run.many = run.folders or len(paths) > 1
    if (
        run.many
        and not run.tests
        and not any(getattr(options, way) for way in ("output", "in_place", "diff", "check", "steps", "step"))
    ):
        for path in paths:  # in `--only for with` the last is a file
            if path != "-" and not os.path.lexists(path):
                raise UsageError(f"{path}: there is no such file")
        raise UsageError(f"{what_needs(folders)} -o DIR, --in-place, --diff or --check")
    if run.many and output and os.path.exists(output) and not os.path.isdir(output):
        raise UsageError(f"-o {output} is {kind_at(output)}; {what_needs(folders)} a folder")
    for path in paths if options.in_place else ():
        if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
            raise UsageError(f"{path} is {kind_at(path)}, and can't be rewritten in place")
    for path in paths:
        if path == "-":
            add_stdin(run)
        elif path in folders:
            add_folder(run, Path(path), Path(output) if output else None, len(paths) > 1)
        else:
            add(run, Path(path), target_of(path, output, run.many), Path(path).parent)
    if output and output != "-" and not run.many:
        for job in run.jobs[:1]:
            run.targets.setdefault(job.name, Path(output))
    refuse_collisions(run)
    find_places(run)


def kind_at(path: str) -> str:
    """What is at *path*, in words."""
    return kind_of(os.stat(path).st_mode)


def what_needs(folders: Sequence[str]) -> str:
    """The beginning of a complaint about more than one program."""
    return "a folder needs" if folders else "several files need"


def add_stdin(run: Run) -> None:
    """Standard input as a job."""
    data = sys.stdin.buffer.read()
    run.jobs.append(Job(run.options.stdin_filename or "<stdin>", data=data))


def add(run: Run, path: Path, target: Path | None, within: Path) -> None:
    """The file *path* as a job, whose output goes to *target* (None: standard output); mirrored is what is *within*."""
    name = str(path)
    if any(job.name == name for job in run.jobs[-1:]) or name in run.targets:
        return
    run.jobs.append(Job(name, name))
    if run.options.in_place:
        target = path
    elif target is not None:
        run.within[name] = within
    if target is not None:
        run.targets[name] = target


def target_of(path: str, output: str | None, many: bool) -> Path | None:
    """Where the output for the file *path* goes."""
    if output is None or output == "-":
        return None
    if many or os.path.isdir(output) or output.endswith(os.sep):
        return Path(output, os.path.basename(path))
    return Path(output)


def add_folder(run: Run, folder: Path, output: Path | None, several: bool) -> None:
    """The programs of *folder* as jobs; with *output*, its other files are to be copied there."""
    if output is not None and same(output, folder):
        raise UsageError("-o names the folder itself; to replace the files, use --in-place")
    programs, others = python_files(
        folder,
        output,
        lambda error: run.missing.append(unreadable_folder(error)),
        say if run.loud else None,
    )
    if not programs:
        run.missing.append(nothing_in(folder))
    root = output / folder.resolve().name if output and several else output
    modules = [path for path in programs if is_helper_module(run, path)]
    for path in programs:
        if path not in modules:
            add(run, path, root / path.relative_to(folder) if root else None, folder)
    if root is None:
        return
    for path in [*others, *modules]:
        if path.is_file() or path.is_symlink():
            run.copies.append((path, root / path.relative_to(folder)))
        elif run.loud:
            say(f"{path}: {kind_at(str(path))} is not copied")


def refuse_collisions(run: Run) -> None:
    """Complain about two outputs for one file, and about output into a file that is read as well."""
    taken: dict[Path, str] = {}
    for name, target in run.targets.items():
        other = taken.setdefault(target, name)
        if other != name:
            raise UsageError(f"{other} and {name} would both be written to {target}")
    refuse_what_is_read(run)
    source_map = run.options.source_map
    if source_map and any(same(target, Path(source_map)) for target in run.targets.values()):
        if is_replaced(Path(source_map)):
            raise UsageError(f"--source-map {source_map} is the file that the program is written to")


def refuse_what_is_read(run: Run) -> None:
    """Complain about an output that would replace another program, or file, of the input."""
    outputs = [(str(source), target) for source, target in run.copies]
    if not run.options.in_place:
        outputs += run.targets.items()
    if run.options.source_map:
        outputs.append(("the source map", Path(run.options.source_map)))
    if not outputs:
        return  # nothing is asked about paths, which may lead nowhere
    read = {os.path.realpath(job.path): job.path for job in run.jobs if job.path}
    read |= {os.path.realpath(source): str(source) for source, _ in run.copies}
    for name, target in outputs:
        other = read.get(os.path.realpath(target), "")
        if other and (other != name or run.many):
            raise UsageError(f"{name} would be written to {target}, but {other} is read as well")


def is_replaced(path: Path) -> bool:
    """Whether what is at *path* would be replaced: it is no device, nor a pipe."""
    try:
        return not is_stream(path)
    except UnwritableError:
        return True


def finish_killed_runs(run: Run) -> None:
    """If files are to be written: first finish, or undo, what a run that was killed began to write there."""
    targets = [*run.targets.values(), *(target for _, target in run.copies)]
    targets += {place.file for name, place in run.places.items() if name in run.targets}
    if run.options.source_map:
        targets.append(Path(run.options.source_map))
    if not targets:
        return
    run.so_far = "nothing was written"
    roots = run.options.paths if run.options.in_place else [run.options.output or ""]
    with deferred():
        said = recover([Path(root) for root in roots if root], targets)
    for words in said if run.loud else ():
        say(words)
