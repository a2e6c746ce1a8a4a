"""The command line, word for word.  The compiler is a fake here: it turns `a; b` into two lines."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType, SimpleNamespace
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from mvpy.command.cli import SUMMARIES, main
from mvpy.errors import InternalError
from mvpy.hosts import ADAPTERS
from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.reading.warned import Warned
from mvpy.rewrites import ORDER, comprehension, semicolon


@dataclass
class FakeDesugared:
    code: str
    sites: list
    source_map: list
    changed: bool
    times: dict = field(default_factory=lambda: {"read": 0.002, "semicolon": 0.0015})
    bare_steps: list = field(default_factory=list)
    warnings: list = field(default_factory=list)
    helpers: list = field(default_factory=list)


def fake_desugar_source(text: str, **options) -> FakeDesugared:
    """`a; b` on two lines; a program that says `bug` meets one."""
    from mvpy.reading.parsing import parse

    parse(text, options["filename"])
    fake_desugar_source.calls.append(options)
    if "bug" in text:
        raise InternalError("semicolon", options["filename"], 1)
    if "surprise" in text:
        raise ValueError("surprise")
    lines, source_map, sites = [], [], []
    for number, line in enumerate(text.split("\n"), 1):
        parts = line.split("; ")
        sites += [SimpleNamespace(rewrite="semicolon", line=number, ordinal=1)] * (len(parts) > 1)
        lines += parts
        source_map += [number] * len(parts)
    code = "\n".join(lines)
    steps = (
        [("line_joining", text), ("semicolon", code), ("comprehension", f"{code}d\n")]
        if options["steps"]
        else []
    )
    warnings = [Warned(1, 0, "doubtful")] if "doubt" in text else []
    warnings += [Warned(1, n, "it may", "frames") for n in range(1, text.count("look") + 1)]
    return FakeDesugared(code, sites, source_map, code != text, bare_steps=steps, warnings=warnings)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, with the fake compiler and a cache of its own."""
    fake = ModuleType("mvpy.pipeline")
    fake.desugar_source = fake_desugar_source
    fake_desugar_source.calls = []
    monkeypatch.setitem(sys.modules, "mvpy.pipeline", fake)
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    return work


def mvpy(*args: str, stdin: bytes | str | None = None) -> Result:
    """What `mvpy ARGS` does."""
    return CliRunner().invoke(main, args, input=stdin, prog_name="mvpy")


def said(result: Result) -> tuple[int, str, str]:
    """The exit code, standard output and standard error."""
    return result.exit_code, result.stdout, result.stderr


def folder_of(place: Path, **files: str) -> Path:
    """The folder `src` with these programs, and a file that is no program."""
    (place / "src" / "sub").mkdir(parents=True)
    for name, text in files.items():
        (place / "src" / "sub" / f"{name}.py").write_text(text)
    (place / "src" / "data.txt").write_text("data")
    return place / "src"


# One program.


def test_one_file_goes_to_standard_output(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    assert said(mvpy("desugar", "a.py")) == (0, "a\nb\n", "")


def test_what_the_compiler_warns_of_is_passed_on(place: Path) -> None:
    (place / "a.py").write_text("doubt; b\n")

    warning = "a.py:1: SyntaxWarning: doubtful\n"
    assert said(mvpy("desugar", "a.py")) == (0, "doubt\nb\n", warning)
    assert said(mvpy("desugar", "a.py")) == (0, "doubt\nb\n", warning)  # from the cache
    assert said(mvpy("desugar", "-q", "a.py")) == (0, "doubt\nb\n", "")


@pytest.mark.parametrize(
    ("count", "last"),
    [
        (5, ""),
        (6, "a.py: warning: 1 more place like these [frames]\n"),
        (9, "a.py: warning: 4 more places like these [frames]\n"),
    ],
)
def test_the_first_places_that_may_notice_something_are_shown(place: Path, count: int, last: str) -> None:
    line = "look, " * count
    (place / "a.py").write_text(f"{line}; doubt\n")

    first = "".join(
        f"a.py:1:{n}: warning: it may; use --exact if that matters [frames]\n" for n in range(1, 6)
    )
    warning = f"a.py:1: SyntaxWarning: doubtful\n{first}{last}"
    assert said(mvpy("desugar", "a.py")) == (0, f"{line}\ndoubt\n", warning)
    assert said(mvpy("desugar", "a.py")) == (0, f"{line}\ndoubt\n", warning)  # from the cache
    assert len(fake_desugar_source.calls) == 1
    assert said(mvpy("desugar", "-q", "a.py")) == (0, f"{line}\ndoubt\n", "")


def test_standard_input_is_a_program() -> None:
    assert said(mvpy("desugar", "-", stdin="a; b\n")) == (0, "a\nb\n", "")


def test_standard_input_is_the_default_when_it_is_no_terminal() -> None:
    assert said(mvpy("desugar", stdin="a; b\n")) == (0, "a\nb\n", "")


def test_a_text_on_the_command_line_is_a_program() -> None:
    assert said(mvpy("desugar", "-c", "a; b")) == (0, "a\nb\n", "")


def test_the_bytes_of_the_original_come_back() -> None:
    result = mvpy("desugar", "-", stdin=b"\xef\xbb\xbfa; b\r\nc")

    assert result.stdout_bytes == b"\xef\xbb\xbfa\r\nb\r\nc"


def test_nothing_to_do_is_said_aloud(place: Path) -> None:
    (place / "a.py").write_text("a\n")

    assert said(mvpy("desugar", "a.py")) == (0, "a\n", "a.py: nothing to do\n")


def test_quiet_says_nothing(place: Path) -> None:
    (place / "a.py").write_text("a\n")

    assert said(mvpy("desugar", "-q", "a.py")) == (0, "a\n", "")


def test_output_goes_to_a_file(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    assert (said(mvpy("desugar", "a.py", "-o", "b.py")), (place / "b.py").read_text()) == (
        (0, "", ""),
        "a\nb\n",
    )


def test_standard_input_goes_to_a_file(place: Path) -> None:
    result = mvpy("desugar", "-", "-o", "b.py", stdin="a; b\n")

    assert (said(result), (place / "b.py").read_text()) == ((0, "", ""), "a\nb\n")


def test_in_place_replaces_the_file(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")
    (place / "a.py").chmod(0o755)

    result = mvpy("desugar", "--in-place", "a.py")

    assert (said(result), (place / "a.py").read_text()) == ((0, "", ""), "a\nb\n")
    assert (place / "a.py").stat().st_mode & 0o777 == 0o755


def test_diff_shows_what_would_change(place: Path) -> None:
    (place / "a.py").write_text("a; b\nc\n")

    expected = "--- a.py\n+++ a.py (desugared)\n@@ -1,2 +1,3 @@\n-a; b\n+a\n+b\n c\n"
    assert said(mvpy("desugar", "--diff", "a.py")) == (0, expected, "")


def test_check_finds_what_would_change(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    assert said(mvpy("desugar", "--check", "a.py")) == (1, "a.py: would change\n", "")


def test_check_is_fine_with_what_would_not_change(place: Path) -> None:
    (place / "a.py").write_text("a\n")

    assert said(mvpy("desugar", "--check", "a.py")) == (0, "", "a.py: nothing to do\n")


def title(rewrite: ModuleType) -> str:
    return rewrite.__doc__.split("\n")[0]


FIRST = (
    f"# step 1 of 2: semicolon\n# {title(semicolon)}\n--- before\n+++ after\n@@ -1 +1,2 @@\n-a; b\n+a\n+b\n"
)
SECOND = f"# step 2 of 2: comprehension\n# {title(comprehension)}\n--- before\n+++ after\n@@ -1,2 +1,3 @@\n a\n b\n+d\n"


def test_steps_shows_each_rewrite_that_did_something_with_its_number_and_title(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    assert said(mvpy("desugar", "--steps", "a.py")) == (0, FIRST + SECOND, "")


def test_a_step_can_be_shown_alone(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    assert said(mvpy("desugar", "--step", "2", "a.py")) == (0, SECOND, "")
    assert said(mvpy("desugar", "--steps", "--step", "1", "a.py")) == (0, FIRST, "")


def test_a_step_that_there_is_not_is_an_error(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    assert said(mvpy("desugar", "--step", "3", "a.py")) == (2, "", "a.py: there is no step 3: there are 2\n")


def test_where_one_file_has_no_such_step_the_others_are_shown(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")
    (place / "b.py").write_text("b\n")

    result = mvpy("desugar", "-q", "--step", "2", "b.py", "a.py")

    assert said(result) == (2, SECOND, "b.py: there is no step 2: there is 1\n")


def test_annotate_puts_each_original_line_above_what_became_of_it(place: Path) -> None:
    (place / "a.py").write_text("a; b\nif c:\n    d; e\n".replace("    d; e", "    d"))

    expected = "# | a; b\na\nb\n# | if c:\nif c:\n    # |     d\n    d\n"
    assert said(mvpy("desugar", "--annotate", "a.py")) == (0, expected, "")


def test_verbose_names_each_place(place: Path) -> None:
    (place / "a.py").write_text("x\na; b\n")

    assert said(mvpy("desugar", "-v", "a.py")) == (0, "x\na\nb\n", "a.py:2: semicolon\n")


def test_time_says_how_long_each_rewrite_took(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    expected = "      2.0 ms  read\n      1.5 ms  semicolon\n      3.5 ms  in all\n"
    assert said(mvpy("desugar", "--time", "a.py")) == (0, "a\nb\n", expected)


def test_a_source_map_is_json(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    mvpy("desugar", "--source-map", "map.json", "a.py")

    assert json.loads((place / "map.json").read_text()) == {
        "schema": 1,
        "mvpy": "0.1.0",
        "file": "a.py",
        "lines": [1, 1, 2],
        "sites": [{"rewrite": "semicolon", "line": 1}],
    }


def test_a_source_map_of_a_folder_tells_of_what_changed(place: Path) -> None:
    (place / "src").mkdir()
    for name, text in {"a": "a; b\n", "b": "b\n", "c": "c = (\n"}.items():
        (place / "src" / f"{name}.py").write_text(text)
    expected = {
        "output": "out/a.py", "file": "src/a.py", "lines": [1, 1, 2], "sites": [{"rewrite": "semicolon", "line": 1}],
    }  # fmt: skip

    mvpy("desugar", "src", "-o", "out", "--source-map", "map.json")
    assert json.loads((place / "map.json").read_text()) == {"schema": 2, "mvpy": "0.1.0", "files": [expected]}

    mvpy("desugar", "src", "--in-place", "--source-map", "map.json")
    assert [one["output"] for one in json.loads((place / "map.json").read_text())["files"]] == ["src/a.py"]


def test_exact_reaches_the_compiler() -> None:
    mvpy("desugar", "-c", "a", "--exact")

    assert [call["kinds"] for call in fake_desugar_source.calls] == [EXACT]


def test_the_choice_of_rewrites_reaches_the_compiler() -> None:
    mvpy("desugar", "-c", "a", "--only", "for,with", "--until", "with", "--target-version", "3.12")

    assert fake_desugar_source.calls == [
        {
            "filename": "<command>",
            "only": ("for_statement", "with_statement"),
            "keep": (),
            "until": "with_statement",
            "level": "core",
            "target": (3, 12),
            "steps": False,
            "kinds": PLAIN,
            "helpers": "",
            "submodules": (),
            "lowering": None,
        }
    ]


# Mistakes of the user.


def test_a_program_that_is_not_python(place: Path) -> None:
    (place / "program.py").write_text("def f():\n    if a\n        b\n")

    expected = "program.py:2:9: this isn't Python: expected ':'\n    if a\n        ^\n"
    assert said(mvpy("desugar", "program.py")) == (2, "", expected)


def test_standard_input_has_the_name_that_it_is_given() -> None:
    result = mvpy("desugar", "-", "--stdin-filename", "here.py", stdin="x = )\n")

    assert said(result) == (
        2,
        "",
        "here.py:1:5: this isn't Python: ')' closes nothing\n    x = )\n        ^\n",
    )


def test_a_byte_of_another_encoding_is_shown(place: Path) -> None:
    (place / "a.py").write_bytes(b"x = '\x1b\xe9'\n")

    expected = (
        "a.py:1:7: this isn't UTF-8: byte 0xe9\n"
        "    x = '\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}'\n          ^\n"
        "note: to use another encoding, declare it in the first line: # coding: latin-1\n"
    )
    assert said(mvpy("desugar", "a.py")) == (2, "", expected)


def test_an_unknown_encoding_is_shown(place: Path) -> None:
    (place / "a.py").write_text("# coding: nope\n")

    expected = "a.py:1:11: unknown encoding 'nope'\n    # coding: nope\n              ^\n"
    assert said(mvpy("desugar", "a.py")) == (2, "", expected)


def test_an_output_that_cant_be_written_is_named(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")
    (place / "file").write_text("")

    assert said(mvpy("desugar", "a.py", "-o", "file/b.py")) == (
        2, "", "file/b.py: it can't be written: a folder above it is a file\n"
    )  # fmt: skip


def test_a_difference_goes_alone_to_standard_output(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    result = mvpy("desugar", "--check", "--diff", "a.py")

    assert (result.exit_code, result.stderr) == (1, "a.py: would change\n")
    assert result.stdout.startswith("--- a.py\n+++ a.py (desugared)\n@@")


def test_what_behaves_differently_is_not_replaced(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (place / "a.py").write_text("a; b\n")
    (place / "b.py").write_text("c; d\n")
    monkeypatch.setattr(
        "mvpy.command.verification_runs.verify_outcomes", lambda outcomes, options: (3, {"a.py"})
    )

    result = mvpy("desugar", "--verify", "--in-place", "a.py", "b.py")

    assert (result.exit_code, result.stderr.split("\n")[0]) == (3, "a.py: left as it was")
    assert [(place / name).read_text() for name in ("a.py", "b.py")] == ["a; b\n", "c\nd\n"]


def test_what_came_from_elsewhere_is_not_taken_for_the_file_of_its_name(place: Path) -> None:
    from mvpy.command.batch import Job, desugared
    from mvpy.command.verification_runs import files_of

    (place / "a.py").write_text("y\n")
    (place / "link.py").symlink_to("a.py")
    jobs = [Job("a.py", data=b"\xef\xbb\xbfx\r\n"), Job("a.py", "a.py"), Job("link.py", "link.py")]

    with files_of([desugared(job) for job in jobs]) as files:
        assert files[0].read_bytes() == jobs[0].data
        assert files[1:] == [Path("a.py"), Path("link.py")]


def test_in_place_keeps_links_and_permissions(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")
    (place / "a.py").chmod(0o751)
    (place / "link.py").symlink_to("a.py")

    mvpy("desugar", "--in-place", "link.py")

    assert (place / "link.py").is_symlink()
    assert ((place / "a.py").read_text(), (place / "a.py").stat().st_mode & 0o777) == ("a\nb\n", 0o751)
    assert sorted(path.name for path in place.iterdir()) == ["a.py", "link.py"]


def test_a_missing_file() -> None:
    assert said(mvpy("desugar", "a.py")) == (2, "", "a.py: there is no such file\n")


def test_a_wrong_encoding(place: Path) -> None:
    (place / "a.py").write_bytes(b"x = '\xe9'\n")

    note = "note: to use another encoding, declare it in the first line: # coding: latin-1\n"
    shown = "    x = '\N{REPLACEMENT CHARACTER}'\n         ^\n"
    assert said(mvpy("desugar", "a.py")) == (2, "", f"a.py:1:6: this isn't UTF-8: byte 0xe9\n{shown}{note}")


def test_a_folder_without_programs(place: Path) -> None:
    folder_of(place)

    expected = (2, "", "src: no Python programs in this folder\n")
    assert said(mvpy("desugar", "src", "--check")) == expected


USAGE = [
    (["-c", "a", "--only", "wiht"], "unknown rewrite 'wiht'; did you mean 'with_statement'?"),
    (["-c", "a", "--keep", "zzzzzzz"], "unknown rewrite 'zzzzzzz'"),
    (["-c", "a", "--only", "for", "--keep", "for"], "--only and --keep both name 'for_statement'"),
    (["-c", "a", "--only", "for", "--level", "readable"], "--level and --only exclude each other"),
    (
        ["-c", "a", "--helpers", "import"],
        "--helpers import writes a file, and needs -o FILE or --in-place",
    ),
    (
        ["-c", "a", "--helpers", "../x"],
        "--helpers takes inline, import, package or the name of a module, not '../x'",
    ),
    (["-c", "a", "--only", " , "], "Invalid value for '--only': it names nothing."),
    (["-c", "a", "--until", ""], "unknown rewrite ''"),
    (["a.py", "--stdin-filename", "b.py"], "--stdin-filename is for standard input, which isn't read here"),
    (["a.py", "b.py", "-o", __file__], f"-o {__file__} is a file; several files need a folder"),
    (["-c", "a", "b.py"], "-c takes the place of files"),
    (["-c", "a", "--in-place"], "--in-place and -c exclude each other"),
    (["-", "--in-place"], "standard input can't be rewritten in place"),
    (["a.py", "--in-place", "-o", "b.py"], "--in-place and -o exclude each other"),
    (["a.py", "--diff", "-o", "b.py"], "-o and --diff exclude each other"),
    (["a.py", "--verify", "--check"], "--verify and --check exclude each other"),
    (["a.py", "--step", "1", "--check"], "--step and --check exclude each other"),
    (["a.py", "--step", "0"], "Invalid value for '--step': 0 is not in the range x>=1."),
    (["a.py", "-q", "-v"], "--quiet and --verbose exclude each other"),
    ([__file__, __file__], "several files need -o DIR, --in-place, --diff or --check"),
    ([__file__, "--only", "for", "with"], "with: there is no such file"),
    (["a.py", "."], "a.py: there is no such file"),
    (["."], "a folder needs -o DIR, --in-place, --diff or --check"),
    ([".", "-o", "."], "-o names the folder itself; to replace the files, use --in-place"),
    (["x/a.py", "y/a.py", "-o", "out"], "x/a.py and y/a.py would both be written to out/a.py"),
    (
        ["-c", "a", "--target-version", "2.7"],
        "Invalid value for '--target-version': 2.7 is not between 3.8 and 3.15.",
    ),
    (
        ["-c", "a", "--target-version", "new"],
        "Invalid value for '--target-version': 'new' is not a version like 3.13.",
    ),
    (["-c", "a", "-j", "0"], "Invalid value for '-j' / '--jobs': 0 is not in the range x>=1."),
]


@pytest.mark.parametrize(("args", "words"), USAGE)
def test_what_cant_be_done_is_refused_in_words(args: list[str], words: str) -> None:
    usage = "Usage: mvpy desugar [OPTIONS] [PATHS]...\nTry 'mvpy desugar --help' for help.\n\n"

    assert said(mvpy("desugar", *args)) == (2, "", f"{usage}Error: {words}\n")


def test_an_unknown_command() -> None:
    usage = "Usage: mvpy [OPTIONS] COMMAND [ARGS]...\nTry 'mvpy --help' for help.\n\n"
    expected = f"{usage}Error: unknown command 'desguar'; did you mean 'desugar'?\n"

    assert said(mvpy("desguar")) == (2, "", expected)


# Mistakes of ours.


def test_a_bug_names_the_rewrite_and_saves_a_report(place: Path, tmp_path: Path) -> None:
    (place / "a.py").write_text("bug\n")

    result = mvpy("desugar", "a.py")

    [report] = tmp_path.glob("mvpy-report-*.txt")
    expected = (
        "internal error in the rewrite semicolon at a.py:1; please report it with this program\n"
        f"note: the program, the options and the traceback are in {report}\n"
    )
    assert said(result) == (4, "", expected)
    assert all(part in report.read_text() for part in ("Traceback", "Options(only=()", "a.py:\nbug\n"))


def test_an_unforeseen_error_is_a_bug_too(place: Path, tmp_path: Path) -> None:
    result = mvpy("desugar", "-c", "surprise")

    [report] = tmp_path.glob("mvpy-report-*.txt")
    assert result.exit_code == 4
    assert result.stderr.startswith("internal error at <command>; please report it with this program\nnote: ")
    assert "ValueError: surprise" in report.read_text()


# Many programs.


def test_a_folder_is_mirrored_and_its_other_files_copied(place: Path) -> None:
    folder_of(place, a="a; b\n", b="b\n")

    result = mvpy("desugar", "src", "-o", "out")

    written = {
        str(path.relative_to(place)): path.read_text()
        for path in (place / "out").rglob("*")
        if path.is_file()
    }
    assert said(result) == (0, "", "2 files: 1 desugared, 1 had nothing to do, 1 other file copied\n")
    assert written == {"out/sub/a.py": "a\nb\n", "out/sub/b.py": "b\n", "out/data.txt": "data"}


def test_one_bad_file_never_stops_the_others(place: Path) -> None:
    folder_of(place, a="a; b\n", b="(\n", c="c; d\n", d="bug\n")

    result = mvpy("desugar", "src", "--in-place", "-j", "1")

    texts = [(place / "src" / "sub" / f"{name}.py").read_text() for name in "abcd"]
    assert texts == ["a\nb\n", "(\n", "c\nd\n", "bug\n"]
    assert result.exit_code == 4
    assert result.stderr.endswith("4 files: 2 desugared, 1 couldn't be read, 1 met a bug of mvpy\n")


def test_what_is_no_python_is_copied_with_its_folder(place: Path) -> None:
    folder_of(place, a="a; b\n", b="(\n")

    result = mvpy("desugar", "src", "-o", "out")

    assert (place / "out" / "sub" / "b.py").read_text() == "(\n"
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "2 files: 1 desugared, 1 couldn't be read, 1 copied as it is, 1 other file copied\n"
    )


def test_what_is_no_part_of_a_project_is_left_out(place: Path) -> None:
    folder_of(place, a="a; b\n")
    for name in (
        "env/pyvenv.cfg",
        "env/bad.py",
        "build/lib/a.py",
        "build/tool/__init__.py",
        ".pytest_cache/a.py",
        "src/build/a.py",
    ):
        (place / "src" / name).parent.mkdir(parents=True, exist_ok=True)
        (place / "src" / name).write_text("a; b\n")
    (place / "src" / "pyproject.toml").write_text("")

    result = mvpy("desugar", "src", "-o", "out")

    assert result.stderr.startswith(
        "src/build: left out: what was built\nsrc/env: left out: a virtual environment\n"
    )
    assert not (place / "out" / "env").exists()
    assert (place / "out" / "src" / "build" / "a.py").read_text() == "a\nb\n"

    (place / "src" / "build" / "__init__.py").write_text("")  # a package that is called so
    mvpy("desugar", "src", "-o", "out", "-q")
    assert (place / "out" / "build" / "lib" / "a.py").exists()


def test_output_inside_the_folder_is_not_read_again(place: Path) -> None:
    folder_of(place, a="a; b\n")

    results = [mvpy("desugar", "src", "-o", "src/out").stderr for _ in range(2)]

    assert results == ["1 file: 1 desugared, 1 other file copied\n"] * 2


def test_check_counts(place: Path) -> None:
    folder_of(place, a="a; b\n", b="b\n")

    expected = (1, "src/sub/a.py: would change\n", "2 files: 1 would change, 1 had nothing to do\n")
    assert said(mvpy("desugar", "src", "--check")) == expected


def test_what_is_known_is_not_done_again(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    outputs = [said(mvpy("desugar", "-v", "a.py")) for _ in range(2)]

    assert outputs == [(0, "a\nb\n", "a.py:1: semicolon\n")] * 2
    assert len(fake_desugar_source.calls) == 1


def test_other_options_are_another_thing_to_know(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    mvpy("desugar", "a.py")
    mvpy("desugar", "a.py", "--level", "readable")

    assert len(fake_desugar_source.calls) == 2


def test_no_cache_does_it_again(place: Path) -> None:
    (place / "a.py").write_text("a; b\n")

    for _ in range(2):
        mvpy("desugar", "--no-cache", "a.py")

    assert len(fake_desugar_source.calls) == 2
    assert not (place.parent / "cache").exists()


# Settings.


def test_settings_are_read_from_the_nearest_pyproject(place: Path) -> None:
    (place / "pyproject.toml").write_text('[tool.mvpy]\nlevel = "readable"\nkeep = ["for", "with"]\n')
    (place / "sub").mkdir()
    (place / "sub" / "a.py").write_text("a\n")

    mvpy("desugar", "sub/a.py")

    [options] = fake_desugar_source.calls
    assert (options["level"], options["keep"]) == ("readable", ("for_statement", "with_statement"))


def test_the_command_line_is_stronger_than_the_settings(place: Path) -> None:
    (place / "mine.toml").write_text('[tool.mvpy]\nlevel = "readable"\n')

    mvpy("desugar", "--config", "mine.toml", "-c", "a", "--level", "core")

    assert fake_desugar_source.calls[0]["level"] == "core"


OVERRULED = [  # what the settings say, what the command line says, and what comes of it
    ('level = "readable"', ["--only", "for"], {"level": "core", "only": ("for_statement",)}),
    ('keep = ["for"]', ["--only", "for"], {"only": ("for_statement",), "keep": ()}),
    ('only = ["for"]', ["--keep", "for"], {"only": (), "keep": ("for_statement",)}),
    ('only = "for"', ["--level", "core"], {"level": "core", "only": ()}),
    ('only = "for"', ["--level", "readable"], {"level": "readable", "only": ()}),
    ('level = "readable"', ["--keep", "for"], {"level": "readable", "keep": ("for_statement",)}),
    ("in-place = true", ["--diff"], {"steps": False}),
    ("diff = true", ["--steps"], {"steps": True}),
    ("quiet = true", ["-v"], {}),
]


@pytest.mark.parametrize(("setting", "words", "expected"), OVERRULED)
def test_what_contradicts_the_command_line_is_no_setting(
    place: Path, setting: str, words: list[str], expected: dict[str, object]
) -> None:
    (place / "pyproject.toml").write_text(f"[tool.mvpy]\n{setting}\n")
    (place / "a.py").write_text("a; b\n")

    result = mvpy("desugar", "a.py", *words)

    assert result.exit_code == 0, result.stderr
    assert (place / "a.py").read_text() == "a; b\n"
    assert expected.items() <= fake_desugar_source.calls[0].items()


def test_settings_that_contradict_one_another_are_a_mistake(place: Path) -> None:
    (place / "pyproject.toml").write_text('[tool.mvpy]\nlevel = "readable"\nonly = "for"\n')
    (place / "a.py").write_text("a\n")

    result = mvpy("desugar", "a.py")

    assert (result.exit_code, result.stderr.split("\n")[-2]) == (
        2,
        "Error: --level and --only exclude each other",
    )


@pytest.mark.parametrize("version", ['"3.10"', "3.10"])
def test_a_version_may_be_a_number_in_the_settings(place: Path, version: str) -> None:
    (place / "pyproject.toml").write_text(f"[tool.mvpy]\ntarget-version = {version}\n")
    (place / "a.py").write_text("a\n")

    mvpy("desugar", "a.py")

    assert fake_desugar_source.calls[0]["target"] == (3, 10)


NEVER_SET = {
    "command", "config", "help", "output", "probe", "source-map", "stdin-filename", "step", "line", "function", "watch",
}  # fmt: skip
LONG = {
    option.removeprefix("--")
    for command in main.commands.values()
    for param in command.params
    for option in param.opts
    if option.startswith("--")
}
OF_FLAGS = {
    option.removeprefix("--")
    for command in main.commands.values()
    for param in command.params
    for option in param.opts
    if getattr(param, "is_flag", False)
}
VALUES = {"level": "core", "format": "json", "helpers": "inline", "target-version": "3.9", "until": "for"}
VALUES |= {"jobs": "1", "only": "for", "keep": "for", "for": "3.8"}


@pytest.mark.parametrize("key", sorted(LONG - NEVER_SET))
def test_each_long_option_is_a_key(place: Path, key: str) -> None:
    value = "true" if key in OF_FLAGS else json.dumps(VALUES.get(key, "1"))
    (place / "mine.toml").write_text(f"[tool.mvpy]\n{key} = {value}\n")
    (place / "a.py").write_text("x\n")

    for command in ("desugar", "check"):
        result = mvpy(command, "--config", "mine.toml", "a.py")

        assert "Error" not in result.stderr


def test_a_setting_of_an_option_with_another_name_inside_is_heeded(place: Path) -> None:
    (place / "mine.toml").write_text('[tool.mvpy]\nformat = "json"\ntime = true\n')
    (place / "a.py").write_text("x\n")

    assert json.loads(mvpy("check", "--config", "mine.toml", "a.py").stdout)["results"]
    assert " in all\n" in mvpy("desugar", "--config", "mine.toml", "a.py").stderr


SETTINGS = [
    ('[tool.mvpy]\nlevle = "core"\n', "unknown setting 'levle'; did you mean 'level'?"),
    ('[tool.mvpy]\ntarget = "3.9"\n', "unknown setting 'target'; did you mean 'target-version'?"),
    ('[tool.mvpy]\noutput = "core"\n', "'output' can't be set here, only on the command line"),
    ("[tool.mvpy]\nin-place = 1\n", "'in-place' is true or false, not 1"),
    ("[tool.mvpy]\nlevel = true\n", "'level' can't be True"),
]


@pytest.mark.parametrize(("text", "words"), SETTINGS)
def test_bad_settings_are_refused_in_words(place: Path, text: str, words: str) -> None:
    (place / "mine.toml").write_text(text)

    result = mvpy("desugar", "--config", "mine.toml", "-c", "a")

    assert (result.exit_code, result.stderr.split("\n")[-2]) == (2, f"Error: mine.toml: {words}")


# The other commands.


def test_the_core_is_left_alone(place: Path) -> None:
    (place / "a.py").write_text("x = f(1)\n")

    assert said(mvpy("check", "a.py")) == (0, "", "1 file: 1 strict core\n")


REFUSED_BY_PYTHON = [  # though each construct in it is one of the ten
    ("return 3\n", "1:1: this isn't Python: 'return' outside function"),
    ("yield\n", "1:1: this isn't Python: 'yield' outside function"),
    ("nonlocal x\n", "1:1: this isn't Python: nonlocal declaration not allowed at module level"),
    ("def f(a, a):\n    return\n", "1:10: this isn't Python: duplicate argument 'a' in function definition"),
    ("f(a=1, a=2)\n", "1:8: this isn't Python: keyword argument repeated: a"),
    ("__debug__ = 1\n", "1:1: this isn't Python: cannot assign to __debug__"),
    ("def f(x):\n    nonlocal x\n", "2:5: this isn't Python: name 'x' is parameter and nonlocal"),
]


@pytest.mark.parametrize(("text", "words"), REFUSED_BY_PYTHON)
def test_what_is_no_python_is_no_core(place: Path, text: str, words: str) -> None:
    (place / "a.py").write_text(text)

    result = mvpy("check", "a.py")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"a.py:{words}\n")


def test_the_syntax_of_the_newest_python_can_be_judged(place: Path) -> None:
    (place / "a.py").write_text("match f:\n    case +1:\n        g(t'')\n")

    assert said(mvpy("check", "-q", "a.py"))[::2] == (1, "")


def test_each_place_that_is_not_core_is_named(place: Path) -> None:
    (place / "a.py").write_text("x = 1 + 2\n")

    assert said(mvpy("check", "a.py")) == (1, "a.py:1:5: binary operation\n", "1 file: 1 not core\n")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("x = a.b.c + 'd' 'e'\n", ["1:5: attribute reference", "1:5: binary operation", "1:13: string literal"]),
        ("for (a, b.c), *d in [x]:\n    pass\n", ["1:1: for loop", "1:21: list", "2:5: pass"]),
        ("@a.b\ndef f(x: c.d = 1.5): return\n", [
            "1:1: decorator", "1:2: attribute reference", "2:10: annotation", "2:10: attribute reference",
            "2:16: float literal", "2:22: suite on the line of its clause",
        ]),
        ("while x:\n    y()\nelse:\n    z = 'a'\n", ["3:1: else clause of a loop", "4:9: string literal"]),
        ("try:\n    f()\nfinally:\n    del x\n", ["3:1: finally clause", "4:5: del statement"]),
        ("x = 1; y = 'a'\n", ["1:6: semicolon", "1:12: string literal"]),
        ("x.y, z[0.5] = f\n", ["1:1: assignment to tuple", "1:8: float literal"]),
        ("raise E from -x\n", ["1:9: raise from", "1:14: unary operation"]),
        ("x = [i.j for i, k in l if not m]\n", [
            "1:5: list comprehension", "1:6: attribute reference", "1:27: unary operation",
        ]),
        ("import a.b as c\n", ["1:1: import"]),
        ("with a.b as (c, d.e): f(*g, h='i')\n", [
            "1:1: with statement", "1:6: attribute reference", "1:31: string literal",
        ]),
        ("x = f'{a.b!r:>{c[0]}}'\n", [
            "1:5: formatted string literal", "1:8: attribute reference", "1:16: subscription",
        ]),
    ],
)  # fmt: skip
def test_every_place_that_is_not_core_is_named_once(text: str, places: list[str]) -> None:
    assert mvpy("check", "-", stdin=text).stdout.splitlines() == [f"<stdin>:{place}" for place in places]


def test_check_reads_standard_input() -> None:
    assert said(mvpy("check", "-", "-q", stdin="x = (\n")) == (
        2,
        "",
        "<stdin>:1:5: this isn't Python: '(' was never closed\n    x = (\n        ^\n",
    )


def test_check_gives_json(place: Path) -> None:
    (place / "a.py").write_text("x = 1 + 2\n")

    facts = json.loads(mvpy("check", "--format", "json", "a.py").stdout)

    assert facts["schema"] == 1
    assert facts["results"] == [
        {
            "file": "a.py",
            "outcome": "not core",
            "reason": "",
            "places": [{"line": 1, "column": 5, "construct": "binary operation"}],
        }
    ]


def test_check_gives_junit(place: Path) -> None:
    (place / "a.py").write_text("x = 1 + 2\n")

    assert mvpy("check", "--format", "junit", "a.py").stdout == (
        '<testsuite name="mvpy check" tests="1" errors="0" failures="1">\n'
        '  <testcase name="a.py">\n'
        '    <failure message="1 place is not core">1:5: binary operation</failure>\n'
        "  </testcase>\n"
        "</testsuite>\n"
    )


@pytest.mark.parametrize("name", ["\x01", "\x1b[0m", "\ufffe", "\udcff", "é"], ids=ascii)
def test_junit_of_check_is_well_formed_whatever_the_names(place: Path, name: str) -> None:
    (place / f"a{name}.py").write_text("x = 1 + 2\n")
    (place / f"b{name}.py").write_text("x =\n")

    product = mvpy("check", "--format", "junit", ".").stdout
    first, second = ElementTree.fromstring(product.encode("ascii"))

    assert ([child.tag for child in first], [child.tag for child in second]) == (["failure"], ["error"])


def test_the_rewrites_are_listed_in_order() -> None:
    result = mvpy("rewrites")

    assert [line.split()[0] for line in result.stdout.splitlines()] == list(ORDER)


def test_a_rewrite_tells_all_about_itself() -> None:
    said_of_itself = semicolon.__doc__.strip()

    assert said(mvpy("rewrites", "semicolon")) == (0, f"semicolon\n\n{said_of_itself}\n", "")


def test_verify_wants_a_known_host(place: Path) -> None:
    (place / "a.py").write_text("a\n")

    result = mvpy("verify", "a.py", "--on", "mars")

    assert (result.exit_code, result.stderr.split("\n")[-2]) == (
        2,
        f"Error: unknown host 'mars'; there are native, wasi, {', '.join(ADAPTERS)}",
    )


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--host", "x=y", "--on", "native"], "--host x=... is not among those of --on: native"),
        (["--host", "x"], "--host is NAME=COMMAND, not 'x'"),
        (["--host", "x= "], "--host is NAME=COMMAND, not 'x= '"),
        (["--host", "x='a"], "--host x='a: no closing quotation"),
        (["--host", "wasi=python3"], "there are two hosts called 'wasi'"),
        (["-"], "verify runs files; it can't take a program from standard input"),
    ],
)
def test_a_host_that_cant_be_is_refused_in_words(place: Path, args: list[str], words: str) -> None:
    (place / "a.py").write_text("a\n")

    result = mvpy("verify", "a.py", *args)

    assert (result.exit_code, result.stderr.split("\n")[-2]) == (2, f"Error: {words}")


def test_the_arguments_of_the_programs_follow_two_dashes(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    monkeypatch.setattr(
        "mvpy.command.verification_runs.verify_all", lambda *given: seen.append(given[:2]) or 0
    )

    mvpy("verify", "a.py", "--", "x", "--help")

    assert seen == [(("a.py",), ["x", "--help"])]


def test_the_help_says_of_each_command_what_that_says_of_itself() -> None:
    assert {name: (command.help or "").split("\n")[0] for name, command in main.commands.items()} == SUMMARIES


def test_the_version_names_what_matters() -> None:
    lines = mvpy("--version").stdout.splitlines()

    assert [line.split()[0] for line in lines] == ["mvpy", "Python", "libcst", "wasmtime", "black"]


# Real processes.


def process(*args: str, **options) -> subprocess.CompletedProcess:
    """`python -m mvpy ARGS`."""
    return subprocess.run(
        [sys.executable, "-m", "mvpy", *args], capture_output=True, text=True, timeout=120, **options
    )


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from mvpy.command.cli import main; main(['desugar', '--help'], standalone_mode=False)"
    check = "; print('heavy:', sorted({'libcst', 'wasmtime', 'black', 'rich'} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", code + check], capture_output=True, text=True, timeout=60)

    assert done.stdout.endswith("heavy: []\n"), done.stderr


def test_many_files_are_done_side_by_side_with_one_result(place: Path) -> None:
    for number in range(8):
        (place / f"p{number}.py").write_text("x = 1 + 2\n" * (number % 3) + "(" * (number == 5))

    one, many = process("check", ".", "-j", "1"), process("check", ".", "-j", "3")

    assert (one.returncode, one.stdout, one.stderr) == (many.returncode, many.stdout, many.stderr)
    assert one.returncode == 2
    assert one.stderr.endswith("8 files: 3 strict core, 4 not core, 1 couldn't be read\n")


def test_a_reader_that_stops_is_no_error(place: Path) -> None:
    (place / "a.py").write_text("x = 1 + 2\n" * 3000)

    done = subprocess.run(
        f"{sys.executable} -m mvpy check a.py | head -n 1",
        shell=True,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert (done.stdout, done.stderr) == ("a.py:1:5: binary operation\n", "")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is no signal there")
def test_ctrl_c_ends_it_in_one_word(place: Path) -> None:
    (place / "a.py").write_text("x = f(a, 1)\n" * 40_000)
    running = subprocess.Popen(
        [sys.executable, "-m", "mvpy", "check", "a.py"],
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # tests in the background ignore it
    )
    time.sleep(1.5)

    running.send_signal(signal.SIGINT)
    _, words = running.communicate(timeout=120)

    assert (running.returncode, words) == (130, "interrupted\n")
