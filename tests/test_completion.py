"""What a shell completes, asked as bash, zsh and fish ask; and that it is quick."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete
from click.testing import CliRunner
from test_imports import HEAVY, PROGRAM

from mvpy.command.cli import SUMMARIES, main
from mvpy.command.rewrite_names import full_names
from mvpy.hosts import ADAPTERS
from mvpy.rewrites import ORDER

SHELLS = (BashComplete, ZshComplete, FishComplete)


def completions(line: str) -> list[str]:
    """What may stand in place of the last word of *line*, which begins behind `mvpy`."""
    *words, last = line.split(" ")
    return [
        item.value for item in ShellComplete(main, {}, "mvpy", "_MVPY_COMPLETE").get_completions(words, last)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("", [*SUMMARIES]),
        ("ver", ["verify"]),
        ("--v", ["--version"]),
        ("desugar --only wit", ["with_statement"]),
        ("desugar --only for,wit", ["for,with_statement"]),
        ("desugar --keep assi", [name for name in ORDER if name.startswith("assi")]),
        ("desugar --until ", [*ORDER]),
        ("desugar --only walr", ["walrus", "walrusoperator"]),
        ("desugar --only for,Walr", ["for,walrus", "for,walrusoperator"]),
        ("desugar --only nothinglikethis", []),
        ("desugar --level r", ["readable"]),
        ("desugar --helpers i", ["inline", "import"]),
        ("desugar --target-version 3.", [f"3.{minor}" for minor in range(8, 16)]),
        ("desugar --wat", ["--watch"]),
        ("rewrites wit", ["with_statement"]),
        ("conform mic", ["micropython", "micropython_wasi", "micropython_js"]),
        ("conform ", [*ADAPTERS]),
        ("conform --construct wit", ["with_statement"]),
        ("conform --version 3.15", ["3.15"]),
        ("conform --format j", ["json", "junit"]),
        ("verify --on native,bry", ["native,brython"]),
        ("verify --on ", ["native", "wasi", *ADAPTERS]),
        ("hosts --probe sku", ["skulpt"]),
    ],
)
def test_what_is_known_is_completed(line: str, expected: list[str]):
    assert completions(line) == expected


def test_what_is_completed_is_understood():
    for word in completions("desugar --only walr"):
        assert full_names([word]) == ("assignment_expression",)


def test_every_option_of_every_command_is_completed():
    for name, command in main.commands.items():
        options = {option for param in command.params for option in param.opts if option.startswith("--")}

        assert options <= {*completions(f"{name} --")}


def test_functions_and_classes_are_those_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text(
        "class Stack:\n    def push(self): pass\n    def pop(self): pass\n    def pop(self): pass\n"
    )
    Path("bad.py").write_text("def f(:\n '")

    assert completions("desugar a.py --function Stack.p") == ["Stack.push", "Stack.pop"]
    assert completions("desugar a.py bad.py missing.py --function ") == ["Stack", "Stack.push", "Stack.pop"]
    assert completions("desugar --function ") == []


@pytest.mark.parametrize("line", ["desugar ", "desugar -o ", "check x", "run "])
def test_files_are_left_to_the_shell(line: str):
    *words, last = line.split(" ")
    found = ShellComplete(main, {}, "mvpy", "_MVPY_COMPLETE").get_completions(words, last)

    assert {item.type for item in found} <= {"file", "dir"}


# As the shells ask.


def asked(shell: type[ShellComplete], line: str) -> str:
    """What *shell* hears when it asks how *line* goes on."""
    words = line.split(" ")
    environment = {
        "_MVPY_COMPLETE": f"{shell.name}_complete",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    if shell is FishComplete:
        environment["COMP_CWORD"] = words[-1]
    return CliRunner().invoke(main, env=environment, prog_name="mvpy").output


@pytest.mark.parametrize(
    ("shell", "expected"),
    [
        (BashComplete, "plain,rewrites\n"),
        (ZshComplete, f"plain\nrewrites\n{SUMMARIES['rewrites']}\n"),
        (FishComplete, f"plain,rewrites\t{SUMMARIES['rewrites']}\n"),
    ],
    ids=lambda one: one.name if isinstance(one, type) else "",
)
def test_each_shell_is_answered(shell: type[ShellComplete], expected: str):
    assert asked(shell, "mvpy rew") == expected


@pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: shell.name)
def test_each_shell_is_told_how_to_ask(shell: type[ShellComplete], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(BashComplete, "_check_version", lambda self=None: None)

    source = CliRunner().invoke(main, env={"_MVPY_COMPLETE": f"{shell.name}_source"}, prog_name="mvpy")

    assert (source.exit_code, source.output.count(f"_MVPY_COMPLETE={shell.name}_complete")) == (0, 1)


@pytest.mark.parametrize("shell", SHELLS, ids=lambda shell: shell.name)
def test_the_manual_has_the_line_for_each_shell(shell: type[ShellComplete]):
    page = (Path(__file__).parents[1] / "docs" / "command-line.md").read_text(encoding="utf-8")

    assert page.count(f"_MVPY_COMPLETE={shell.name}_source mvpy") == 1


def test_a_real_bash_completes():
    script = """
        PATH="$(dirname "$0"):$PATH"
        eval "$(_MVPY_COMPLETE=bash_source mvpy)"
        COMP_WORDS=(mvpy desugar --only wit) COMP_CWORD=3
        _mvpy_completion mvpy
        echo "${COMPREPLY[@]}"
    """
    if not shutil.which("bash") or not Path(sys.executable).with_name("mvpy").exists():
        pytest.skip("there is no bash, or mvpy is not installed")

    done = subprocess.run(["bash", "-c", script, sys.executable], capture_output=True, text=True, timeout=60)

    assert (done.stdout, done.stderr) == ("with_statement\n", "")


@pytest.mark.parametrize(
    "line", ["mvpy de", "mvpy desugar --on", "mvpy desugar --only fo", "mvpy rewrites walr"]
)
def test_nothing_heavy_is_imported_meanwhile(line: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("_MVPY_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
    others = "mvpy.command.verify" if line == "mvpy de" else "libcst"

    program = PROGRAM.replace("HEAVY", repr((*HEAVY, others)))

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)

    assert re.fullmatch(r"(?s)plain,.*heavy: \[\]\n", done.stdout), done
