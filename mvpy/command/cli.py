"""The command line.  Standard output carries the product; everything else goes to standard error.

Exit codes: 0 fine; 1 findings; 2 usage, or a program that can't be read; 3 a difference; 4 a bug of ours;
128 and a signal's number if one ended it (130 after Ctrl-C).
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mvpy import __version__
from mvpy.command.signals import Interrupted, handled, waiting
from mvpy.command.terminal import annotated, difference, progress, say, show, show_steps, show_times
from mvpy.command.wishes import LEVELS, is_known, refuse_contradictory
from mvpy.errors import SourceError, UnwritableError, UsageError
from mvpy.machine.docstrings import docstring

if TYPE_CHECKING:
    from mvpy.command.batch import Job, Options, Outcome
    from mvpy.command.writing import Failure

FINE, FINDINGS, UNUSABLE, DIFFERENT, BROKEN, INTERRUPTED, UNHEARD = 0, 1, 2, 3, 4, 130, 141


class Command(click.Command):
    """A command whose errors are words and an exit code, never a traceback."""

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **documented(given))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise click.UsageError(str(error), ctx) from error
        except SourceError as error:
            say(str(error))
            ctx.exit(UNUSABLE)
        except BrokenPipeError:
            raise
        except OSError as error:
            say(f"{error.filename or 'error'}: {(error.strerror or str(error)).lower()}")
            ctx.exit(UNUSABLE)


def documented(given: dict[str, Any]) -> dict[str, Any]:
    """What click is *given* for a command, with its docstring as help."""
    return {**given, "help": given.get("help") or docstring(given["callback"])}


class Group(click.Group):
    """The group of commands; an unknown one is answered with the nearest, and a signal with a word."""

    command_class = Command

    def __init__(self, *args: Any, **given: Any) -> None:
        super().__init__(*args, **documented(given))

    def invoke(self, ctx: click.Context) -> Any:
        with handled():
            try:
                return super().invoke(ctx)
            except KeyboardInterrupt as error:
                say(str(error) or "interrupted")
                status = getattr(error, "status", INTERRUPTED)
            except BrokenPipeError:
                status = UNHEARD
        if threading.active_count() > 1:  # the interpreter cannot end in good order with a thread at work
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(status)
        # If Ctrl-C came while text was run (dataclasses do that), CPython would end with a signal: this forgets it.
        exec("")
        ctx.exit(status)

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        from mvpy.command.rewrite_names import nearest

        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            ctx.fail(f"unknown command '{args[0]}'{nearest(args[0], self.commands)}")
        return super().resolve_command(ctx, args)


def show_versions(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    """`--version`."""
    if value and not ctx.resilient_parsing:
        from mvpy.command.batch import versions

        click.echo(versions().replace(", ", "\n"))
        ctx.exit()


def apply_settings(ctx: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """`--config`, given or not."""
    from mvpy.command.settings import apply

    return value if ctx.resilient_parsing else apply(ctx, option, value)


def as_version(ctx: click.Context, option: click.Parameter, value: str | None) -> tuple[int, int]:
    """`--target-version 3.13` as (3, 13)."""
    if value is None:
        return sys.version_info[:2]
    try:
        major, minor = map(int, value.removeprefix("py").split("."))
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a version like 3.13.", ctx, option) from None
    if not is_known((major, minor)):
        raise click.BadParameter(f"{major}.{minor} is not between 3.8 and 3.15.", ctx, option)
    return major, minor


def as_names(ctx: click.Context, option: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    """`--only for,with` and `--only for --only with` as ("for", "with")."""
    names = tuple(name.strip() for part in value for name in part.split(",") if name.strip())
    if value and not names:
        raise click.BadParameter("it names nothing.", ctx, option)
    return names


def rewrite_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """The completions of the name of a rewrite, or of the last of several."""
    from mvpy.rewrites import ORDER

    done, comma, last = incomplete.rpartition(",")
    return [f"{done}{comma}{name}" for name in ORDER if name.startswith(last)]


def naming_rewrites(option: str, words: str) -> Callable[[Any], Any]:
    """The *option*, whose values are names of rewrites; *words* are its help."""
    return click.option(
        option,
        metavar="NAMES",
        multiple=True,
        callback=as_names,
        shell_complete=rewrite_names,
        help=words,
    )


PATHS = click.argument("paths", nargs=-1, is_eager=True, type=click.Path(allow_dash=True))
CONFIG = click.option(
    "--config", metavar="FILE", is_eager=True, callback=apply_settings,
    type=click.Path(exists=True, dir_okay=False),
    help="Read [tool.mvpy] from this file instead of the nearest pyproject.toml.",
)  # fmt: skip
JOBS = click.option(
    "-j", "--jobs", metavar="N", type=click.IntRange(1), help="Work on N files at once (default: all cores)."
)
QUIET = click.option("-q", "--quiet", is_flag=True, help="Nothing but results and errors.")
TARGET = click.option(
    "--target-version",
    "target",
    metavar="3.X",
    callback=as_version,
    help="Behave as this Python where versions differ.",
)
NO_CACHE = click.option("--no-cache", is_flag=True, help="Neither use nor fill the cache.")
FORMAT = click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "junit"]),
    default="text",
    show_default=True,
    help="How results are written.",
)


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=show_versions,
    help="Show the versions of what matters.",
)
def main() -> None:
    """MVPy: any Python program, in ten constructs."""


@main.command()
@PATHS
@click.option("-c", "--command", metavar="CODE", help="Desugar this text.")
@naming_rewrites("--only", "Run only these rewrites.")
@naming_rewrites("--keep", "Run all rewrites but these.")
@click.option(
    "--until",
    metavar="NAME",
    shell_complete=rewrite_names,
    help="Run the rewrites up to and including this one.",
)
@click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="core",
    show_default=True,
    help="How much goes.",
)
@TARGET
@click.option(
    "--runtime",
    type=click.Choice(["inline", "import"]),
    default="inline",
    show_default=True,
    help="Where helpers go.",
)
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    type=click.Path(),
    help="Write to this file, or mirror a folder into this one.",
)
@click.option("--in-place", is_flag=True, help="Replace the files.")
@click.option("--diff", is_flag=True, help="Show what would change.")
@click.option("--check", is_flag=True, help="Exit with 1 if a file would change; write nothing.")
@click.option("--steps", is_flag=True, help="Show what each rewrite does.")
@click.option("--time", "time_", is_flag=True, help="Say how long each rewrite took.")
@click.option("--verify", "verify_", is_flag=True, help="Run the result, too; exit with 3 on a difference.")
@click.option(
    "--source-map", metavar="FILE", type=click.Path(dir_okay=False), help="Write where each line came from."
)
@click.option("--annotate", is_flag=True, help="Put each original line as a comment above what became of it.")
@click.option("--stdin-filename", metavar="NAME", help="The name for standard input in messages.")
@JOBS
@QUIET
@click.option("-v", "--verbose", is_flag=True, help="Name each place that was rewritten.")
@CONFIG
@NO_CACHE
@click.pass_context
def desugar(ctx: click.Context, **given: Any) -> None:
    """Rewrite programs into the core.

    One program goes to standard output; a folder needs -o DIR, --in-place, --diff or --check.
    """
    from mvpy.command.settings import set_aside

    set_aside(given, (*EXCLUSIVE, ("only", "level"), ("only", "keep")), ctx)
    refuse_contradictions(given, ctx)
    run = Run(given, chosen_options(given))
    find_programs(run)
    try:
        finish_killed_runs(run)
        ctx.exit(desugar_all(run))
    except Interrupted as error:
        error.so_far = run.so_far
        raise


# What contradicts what: each row names options of which one may be given.
EXCLUSIVE = (
    ("in_place", "output"), ("in_place", "diff"), ("in_place", "check"), ("in_place", "command"),
    ("in_place", "steps"), ("output", "diff"), ("output", "check"),
    ("steps", "diff"), ("steps", "check"), ("annotate", "check"),
    ("verify_", "diff"), ("verify_", "check"), ("quiet", "verbose"), ("stdin_filename", "command"),
)  # fmt: skip
SPELT = {"command": "-c", "verify_": "--verify", "output": "-o"}


def refuse_contradictions(given: dict[str, Any], ctx: click.Context) -> None:
    """Complain about options that exclude each other."""
    for one, other in EXCLUSIVE:
        if given[one] and given[other]:
            raise UsageError(f"{spelt(one)} and {spelt(other)} exclude each other")
    if given["command"] is not None and given["paths"]:
        raise UsageError("-c takes the place of files")
    if given["in_place"] and "-" in given["paths"]:
        raise UsageError("standard input can't be rewritten in place")
    if given["stdin_filename"] and given["paths"] and "-" not in given["paths"]:
        raise UsageError("--stdin-filename is for standard input, which isn't read here")
    if given["paths"].count("-") > 1:
        raise UsageError("standard input can be read only once")
    if given["runtime"] == "import":
        raise UsageError("--runtime import isn't there yet: helpers go to the top of each output (inline)")


def spelt(name: str) -> str:
    """The option as the user writes it."""
    return SPELT.get(name, "--" + name.replace("_", "-"))


def chosen_options(given: dict[str, Any]) -> Options:
    """What decides the output."""
    from mvpy.command.batch import Options
    from mvpy.command.rewrite_names import full_names, last_of

    only, keep = full_names(given["only"]), full_names(given["keep"])
    refuse_contradictory(only, keep, given["level"])
    until = last_of(given["until"]) if given["until"] is not None else None
    return Options(only, keep, until, given["level"], given["target"], given["steps"])


@dataclass
class Run:
    """One use of `mvpy desugar`: what was asked for, the jobs, and where each output goes."""

    given: dict[str, Any]
    options: Options
    jobs: list[Job] = field(default_factory=list)
    targets: dict[str, Path] = field(default_factory=dict)  # by the name of the job
    copies: list[tuple[Path, Path]] = field(default_factory=list)
    many: bool = False
    missing: list[str] = field(default_factory=list)
    different: set[str] = field(default_factory=set)  # the names of jobs of which verification says so
    kept: set[str] = field(default_factory=set)  # the names of jobs whose files are left as they are
    unwritten: set[str] = field(default_factory=set)  # and of those that could not be written
    uncopied: int = 0
    so_far: str = ""  # what has been written, in words, if something is to be

    def passed_no_return(self) -> None:
        """From here on an interrupt comes too late."""
        self.so_far = "the files are written"

    @property
    def loud(self) -> bool:
        """Whether to say more than errors."""
        return not self.given["quiet"]


def find_programs(run: Run) -> None:
    """Fill in the jobs of *run*, and where their outputs go."""
    from mvpy.command.batch import Job

    given, output = run.given, run.given["output"]
    paths = given["paths"] or (() if given["command"] is not None else ("-",))
    if given["command"] is not None:
        line = given["command"].removesuffix("\n") + "\n"  # Python ends the text of its own -c, too
        run.jobs.append(Job("<command>", data=line.encode("utf-8", "surrogateescape")))
    elif not given["paths"] and sys.stdin.isatty():
        raise UsageError("no program: give files, a folder, - for standard input, or -c CODE")
    folders = [path for path in paths if path != "-" and os.path.isdir(path)]
    run.many = bool(folders) or len(paths) > 1
    if run.many and not any(given[way] for way in ("output", "in_place", "diff", "check", "steps")):
        for path in paths:  # in `--only for with` the last is a file
            if path != "-" and not os.path.lexists(path):
                raise UsageError(f"{path}: there is no such file")
        raise UsageError(f"{what_needs(folders)} -o DIR, --in-place, --diff or --check")
    if run.many and output and os.path.exists(output) and not os.path.isdir(output):
        raise UsageError(f"-o {output} is {kind_at(output)}; {what_needs(folders)} a folder")
    for path in paths if given["in_place"] else ():
        if os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)):
            raise UsageError(f"{path} is {kind_at(path)}, and can't be rewritten in place")
    if given["source_map"] and run.many:
        raise UsageError("--source-map is for one file")
    for path in paths:
        if path == "-":
            add_stdin(run)
        elif path in folders:
            add_folder(run, Path(path), Path(output) if output else None, len(paths) > 1)
        else:
            add(run, Path(path), target_of(path, output, run.many))
    for job in run.jobs[:1] if output and not run.many and output != "-" else ():
        run.targets.setdefault(job.name, Path(output))
    refuse_collisions(run)


def kind_at(path: str) -> str:
    """What is at *path*, in words."""
    from mvpy.system.targets import kind_of

    return kind_of(os.stat(path).st_mode)


def what_needs(folders: Sequence[str]) -> str:
    """The beginning of a complaint about more than one program."""
    return "a folder needs" if folders else "several files need"


def add_stdin(run: Run) -> None:
    """Standard input as a job."""
    from mvpy.command.batch import Job

    data = sys.stdin.buffer.read()
    run.jobs.append(Job(run.given["stdin_filename"] or "<stdin>", data=data))


def add(run: Run, path: Path, target: Path | None) -> None:
    """The file *path* as a job, whose output goes to *target* (None: standard output)."""
    from mvpy.command.batch import Job

    name = str(path)
    if any(job.name == name for job in run.jobs[-1:]) or name in run.targets:
        return
    run.jobs.append(Job(name, name))
    if run.given["in_place"]:
        target = path
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
    from mvpy.command.batch import nothing_in, python_files, same, unreadable_folder

    if output is not None and same(output, folder):
        raise UsageError("-o names the folder itself; to replace the files, use --in-place")
    programs, others = python_files(
        folder, output, lambda error: run.missing.append(unreadable_folder(error))
    )
    if not programs:
        run.missing.append(nothing_in(folder))
    root = output / folder.resolve().name if output and several else output
    for path in programs:
        add(run, path, root / path.relative_to(folder) if root else None)
    for path in others if root else ():
        if path.is_file() or path.is_symlink():
            run.copies.append((path, root / path.relative_to(folder)))
        elif run.loud:
            say(f"{path}: {kind_at(str(path))} is not copied")


def refuse_collisions(run: Run) -> None:
    """Complain about two outputs for one file, and about output into a file that is read as well."""
    from mvpy.command.batch import same

    taken: dict[Path, str] = {}
    for name, target in run.targets.items():
        other = taken.setdefault(target, name)
        if other != name:
            raise UsageError(f"{other} and {name} would both be written to {target}")
    refuse_what_is_read(run)
    source_map = run.given["source_map"]
    if source_map and any(same(target, Path(source_map)) for target in run.targets.values()):
        if is_replaced(Path(source_map)):
            raise UsageError(f"--source-map {source_map} is the file that the program is written to")


def refuse_what_is_read(run: Run) -> None:
    """Complain about an output that would replace another program, or file, of the input."""
    outputs = [(str(source), target) for source, target in run.copies]
    if not run.given["in_place"]:
        outputs += run.targets.items()
    if run.given["source_map"]:
        outputs.append(("the source map", Path(run.given["source_map"])))
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
    from mvpy.system.targets import is_stream

    try:
        return not is_stream(path)
    except UnwritableError:
        return True


def finish_killed_runs(run: Run) -> None:
    """If files are to be written: first finish, or undo, what a run that was killed began to write there."""
    from mvpy.command.journal import recover
    from mvpy.command.signals import deferred

    targets = [*run.targets.values(), *(target for _, target in run.copies)]
    if run.given["source_map"]:
        targets.append(Path(run.given["source_map"]))
    if not targets:
        return
    run.so_far = "nothing was written"
    roots = run.given["paths"] if run.given["in_place"] else [run.given["output"] or ""]
    with deferred():
        said = recover([Path(root) for root in roots if root], targets)
    for words in said if run.loud else ():
        say(words)


def desugar_all(run: Run) -> int:
    """Do what *run* says; the exit code.  Files are written at the end: Ctrl-C leaves them as they were."""
    from mvpy.command.batch import outcomes, with_options

    given = run.given
    cached = not (given["no_cache"] or given["time_"] or given["command"] is not None)
    jobs = with_options(run.jobs, run.options, cached)
    count = given["jobs"] or os.cpu_count() or 1
    results = []
    for outcome in progress(outcomes(jobs, count, say), "desugaring", len(jobs) if run.loud else 0):
        waiting.check()
        outcome = with_comments(outcome, given["annotate"])
        report(run, outcome)
        results.append(outcome)
    for message in run.missing:
        say(message)
    codes = [exit_code(run, outcome) for outcome in results] + [UNUSABLE] * len(run.missing)
    if given["verify_"]:  # before anything is written: --in-place would replace what is to be compared
        from mvpy.command.verifying import verify_outcomes

        code, run.different = verify_outcomes([outcome for outcome in results if not outcome.message])
        codes.append(code)
    waiting.check()
    codes.append(write_all(run, results))
    if run.many and run.loud and results:
        say(summary(run, results))
    return max(codes, key=(FINE, FINDINGS, DIFFERENT, UNUSABLE, BROKEN).index, default=FINE)


def with_comments(outcome: Outcome, wanted: bool) -> Outcome:
    """*outcome*, annotated if that is *wanted*."""
    from dataclasses import replace

    if not wanted or outcome.status != "desugared":
        return outcome
    code, source_map = annotated(outcome.source.text, outcome.code, outcome.source_map)
    return replace(outcome, code=code, source_map=source_map)


def report(run: Run, outcome: Outcome) -> None:
    """Show what is to be shown of one *outcome*."""
    given = run.given
    if outcome.message:
        say(outcome.message)
        return
    for line, words in outcome.warnings if run.loud else ():
        say(f"{outcome.name}:{line}: SyntaxWarning: {words}")
    if given["check"] and outcome.status == "desugared":
        click.echo(f"{outcome.name}: would change", err=given["diff"])
    if given["diff"]:
        lines = difference(outcome.source.text, outcome.code, outcome.name, f"{outcome.name} (desugared)")
        if lines:
            show(lines)
    if given["steps"]:
        show_steps(outcome.source.text, outcome.steps)
    if outcome.status == "unchanged" and run.loud and not run.many:
        say(f"{outcome.name}: nothing to do")
    if given["verbose"]:
        for rewrite, line in sorted(outcome.sites, key=lambda site: (site[1], site[0])):
            say(f"{outcome.name}:{line}: {rewrite}")
    if given["time_"]:
        show_times(outcome.times)


def write_all(run: Run, results: Sequence[Outcome]) -> int:
    """Write every output to where it goes, and say which could not be; the exit code."""
    from mvpy.command.batch import same
    from mvpy.command.writing import Failure, Write, write_files

    given = run.given
    read = {job.name for job in run.jobs if job.path}  # of the others, a name is no more than that
    writes: list[Write] = []
    for outcome in results:
        if outcome.message:
            continue
        if given["in_place"] and outcome.name in run.different:
            say(f"{outcome.name}: left as it was")
            run.kept.add(outcome.name)
            continue
        target = run.targets.get(outcome.name)
        if target is not None and not (given["in_place"] and outcome.status == "unchanged"):
            own = outcome.name in read and same(target, Path(outcome.name))
            before = outcome.source.digest if own else None
            writes.append(Write(target, outcome.data, like=Path(outcome.name), before=before))
        elif target is None and not (given["diff"] or given["check"] or given["steps"]):
            stream = sys.stdout.buffer
            stream.write(outcome.data)
            stream.flush()
        if given["source_map"]:
            writes.append(Write(Path(given["source_map"]), source_map_of(outcome)))
    writes += [Write(target, source=source) for source, target in run.copies]
    failures: list[Failure] = []
    try:
        if writes:
            write_files(writes, failures, run.passed_no_return)
    finally:
        for failure in failures:
            say(failure.words)
    count_failures(run, failures)
    return UNUSABLE if failures else FINE


def count_failures(run: Run, failures: Sequence[Failure]) -> None:
    """Remember for the summary what was not written."""
    names = {target: name for name, target in run.targets.items()}
    for failure in failures:
        name = names.get(failure.write.path)
        if name is not None:
            (run.kept if failure.kept else run.unwritten).add(name)
    run.uncopied = sum(failure.write.source is not None for failure in failures)


def source_map_of(outcome: Outcome) -> bytes:
    """The source map as JSON: for each line of the output the line of the source, 0 where there is none."""
    facts = {
        "schema": 1,
        "mvpy": __version__,
        "file": outcome.name,
        "lines": outcome.source_map,
        "sites": [{"rewrite": rewrite, "line": line} for rewrite, line in outcome.sites],
    }
    return (json.dumps(facts) + "\n").encode()


def exit_code(run: Run, outcome: Outcome) -> int:
    """The exit code for one *outcome*."""
    match outcome.status:
        case "failed" | "lost":
            return UNUSABLE
        case "broken":
            return BROKEN
        case "desugared" if run.given["check"]:
            return FINDINGS
    return FINE


def summary(run: Run, results: Sequence[Outcome]) -> str:
    """How many files were what."""
    words = {"desugared": "would change" if run.given["check"] or run.given["diff"] else "desugared"}
    words |= {"unchanged": "had nothing to do", "failed": "couldn't be read", "broken": "met a bug of mvpy"}
    words |= {"lost": "lost to a killed process"}
    words |= {"kept": "left as they were", "unwritten": "couldn't be written"}
    states = [state_of(run, outcome) for outcome in results]
    counts = {state: states.count(state) for state in words}
    if counts["kept"] == 1:
        words["kept"] = "left as it was"
    parts = [f"{counts[state]} {word}" for state, word in words.items() if counts[state]]
    copied = len(run.copies) - run.uncopied
    if copied:
        parts.append(f"{copied} other {'file' if copied == 1 else 'files'} copied")
    if run.uncopied:
        parts.append(f"{run.uncopied} couldn't be copied")
    return f"{files(len(results))}: {', '.join(parts)}"


def state_of(run: Run, outcome: Outcome) -> str:
    """What became of *outcome*, and of the file that it goes to."""
    if outcome.name in run.kept:
        return "kept"
    return "unwritten" if outcome.name in run.unwritten else outcome.status


def files(count: int) -> str:
    """ "1 file", "2 files"."""
    return f"{count} {'file' if count == 1 else 'files'}"


@main.command()
@PATHS
@FORMAT
@JOBS
@QUIET
@CONFIG
@click.pass_context
def check(
    ctx: click.Context, paths: Sequence[str], format_: str, jobs: int | None, quiet: bool, config: str | None
) -> None:
    """Say whether programs are strict core, and where they are not."""
    from mvpy.command.batch import Job, judged, outcomes, programs_at

    if not paths:
        raise UsageError("no program: give files, a folder, or - for standard input")
    if paths.count("-") > 1:
        raise UsageError("standard input can be read only once")
    programs, missing = programs_at(paths)
    work = [
        Job("<stdin>", data=sys.stdin.buffer.read()) if path == "-" else Job(path, path) for path in programs
    ]
    judging = outcomes(work, jobs or os.cpu_count() or 1, say, judged)
    results = list(progress(judging, "checking", 0 if quiet else len(work)))
    for message in [*missing, *(outcome.message for outcome in results if outcome.message)]:
        say(message)
    show_judgements(results, format_)
    if not quiet and results:
        say(judgement(results))
    bad = [outcome for outcome in results if outcome.message]
    if any(outcome.status == "broken" for outcome in bad):
        ctx.exit(BROKEN)
    ctx.exit(UNUSABLE if bad or missing else FINDINGS if any(outcome.places for outcome in results) else FINE)


def show_judgements(results: Sequence[Outcome], format_: str) -> None:
    """The places that are not core, as lines, or as JSON or JUnit XML with one record for each file."""
    if format_ == "text":
        for outcome in results:
            for line, column, construct in outcome.places:
                click.echo(f"{outcome.name}:{line}:{column}: {construct}")
        return
    records = [judgement_record(outcome) for outcome in results]
    if format_ == "json":
        from mvpy.command.batch import versions

        click.echo(json.dumps({"schema": 1, "versions": versions(), "results": records}, indent=2))
    else:
        click.echo(junit(records))


def judgement_record(outcome: Outcome) -> dict[str, Any]:
    """One file's result: core, not core, or error."""
    places = [
        {"line": line, "column": column, "construct": construct} for line, column, construct in outcome.places
    ]
    state = "error" if outcome.message else "not core" if places else "core"
    return {"file": outcome.name, "outcome": state, "reason": outcome.message, "places": places}


def junit(records: Sequence[dict[str, Any]]) -> str:
    """*records* as JUnit XML, in ASCII, so that it is right whatever the locale."""
    from xml.etree import ElementTree

    from mvpy.verification.report import printable

    suite = ElementTree.Element("testsuite", name="mvpy check", tests=str(len(records)))
    for record in records:
        case = ElementTree.SubElement(suite, "testcase", name=printable(record["file"]))
        if record["outcome"] == "error":
            ElementTree.SubElement(case, "error", message=printable(record["reason"]))
        elif record["outcome"] == "not core":
            places = record["places"]
            words = "1 place is" if len(places) == 1 else f"{len(places)} places are"
            failure = ElementTree.SubElement(case, "failure", message=f"{words} not core")
            failure.text = "\n".join(
                f"{place['line']}:{place['column']}: {place['construct']}" for place in places
            )
    for kind in ("error", "failure"):
        suite.set(f"{kind}s", str(len(suite.findall(f"testcase/{kind}"))))
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, "us-ascii", xml_declaration=False).decode()


def judgement(results: Sequence[Outcome]) -> str:
    """The one line about all of *results*."""
    core = sum(not outcome.places and not outcome.message for outcome in results)
    not_core = sum(bool(outcome.places) for outcome in results)
    parts = [f"{core} strict core"] if core else []
    parts += [f"{not_core} not core"] if not_core else []
    lost = sum(outcome.status == "lost" for outcome in results)
    bad = len(results) - core - not_core - lost
    parts += [f"{bad} couldn't be read"] if bad else []
    parts += [f"{lost} lost to a killed process"] if lost else []
    return f"{files(len(results))}: {', '.join(parts)}"


@main.command()
@click.argument("name", required=False, shell_complete=rewrite_names)
def rewrites(name: str | None) -> None:
    """List the rewrites, or tell all about one."""
    from mvpy.command.rewrite_names import rewrites_called
    from mvpy.rewrites import ORDER
    from mvpy.pipeline import rewrites_in_order

    if name is not None:
        told = [rewrites_in_order().named(one) for one in rewrites_called(name)]
        click.echo("\n\n".join(f"{one.name}\n\n{one.words.strip()}" for one in told))
        return
    width = max(map(len, ORDER))
    for one in ORDER:
        click.echo(f"{one:{width}}  {rewrites_in_order().named(one).title}")


@main.command()
def hosts() -> None:
    """List the interpreters that programs can be verified on."""
    from mvpy.command.batch import versions
    from mvpy.verification import available

    found = available()
    width, wide = max(len(one.name) for one in found), max(len(one.version) for one in found)
    for one in found:
        click.echo(f"{one.name:{width}}  {one.version:{wide}}  {one.path or '-'}  ({one.state})")
    say(versions())


ARGUMENTS = "mvpy.arguments"


class WithArguments(Command):
    """A command that keeps what follows `--` apart: click would add it to the paths."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if "--" in args:
            at = args.index("--")
            ctx.meta[ARGUMENTS] = args[at + 1 :]
            args = args[:at]
        return super().parse_args(ctx, args)


@main.command(cls=WithArguments)
@PATHS
@TARGET
@click.option(
    "--native",
    metavar="PATH",
    type=click.Path(exists=True, dir_okay=False),
    help="This CPython instead of mvpy's own.",
)
@click.option(
    "--wasi-python",
    metavar="FILE.wasm",
    type=click.Path(exists=True, dir_okay=False),
    help="Another WASI build.",
)
@click.option(
    "--host",
    "host",
    metavar="NAME=CMD",
    multiple=True,
    help="One more interpreter: its name, and its command.",
)
@click.option("--on", metavar="NAMES", multiple=True, callback=as_names, help="Run on these hosts only.")
@click.option("--stdin", "stdin", metavar="FILE", type=click.File("rb"), help="What the programs read.")
@click.option(
    "--timeout",
    metavar="SECONDS",
    type=click.FloatRange(0, min_open=True),
    default=10,
    show_default=True,
    help="For the original; what became of it gets four times as much.",
)
@click.option(
    "--memory", metavar="MB", type=click.IntRange(1), default=512, show_default=True, help="For each run."
)
@FORMAT
@JOBS
@QUIET
@CONFIG
@NO_CACHE
@click.pass_context
def verify(ctx: click.Context, paths: Sequence[str], **given: Any) -> None:
    """Run programs and what became of them, on native and on WASI CPython, and compare.

    What follows `--` are the arguments of the programs.
    """
    from mvpy.command.verifying import verify_all

    arguments = ctx.meta.get(ARGUMENTS, [])
    if not paths:
        raise UsageError("no program: give files or a folder")
    ctx.exit(verify_all(paths, arguments, given))
