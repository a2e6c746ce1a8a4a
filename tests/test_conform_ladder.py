"""`mvpy conform --ladder`: it stops at the first step that fails, and says what to build."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from mvpy.command.cli import main
from mvpy.conform.climbing import Partly, construct_of, form_of, way
from mvpy.conform.ladder import ladder
from mvpy.conform.ladder_report import literally
from mvpy.conform.suite import suite
from mvpy.host_contract import ENTRIES
from mvpy.rewrites import ORDER
from mvpy.verification import close_sessions

TOY = Path(__file__).parents[1] / "docs" / "toy_interpreter.py"
CPYTHON = f"mine={sys.executable} -P"
# Runs programs, and {before} that does something to them or to itself.
WITHOUT = """
import sys
text = open(sys.argv[1]).read()
{before}
exec(compile(text, sys.argv[1], "exec"), {{"__name__": "__main__"}})
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    yield
    close_sessions()


def climbs(host: str, *words: str) -> Result:
    """The result of `mvpy conform HOST --ladder`."""
    return CliRunner().invoke(main, ["conform", host, "--ladder", "--no-cache", *words])


def climbed(host: str, *words: str) -> dict[str, Any]:
    """What `--format json` says of it."""
    found: dict[str, Any] = json.loads(climbs(host, "--format", "json", *words).stdout)
    return found


def interpreter(before: str) -> str:
    """The command of a CPython that does *before* to a program, first."""
    Path("interpreter.py").write_text(WITHOUT.format(before=textwrap.dedent(before).strip()))
    return f"mine={sys.executable} -P interpreter.py"


def test_it_stops_at_the_first_rung_that_fails_and_says_what_to_build():
    result = climbs(interpreter("assert '0x' not in text"), "-i", "^core/an?_", "-e", "letters_of_any_script")

    assert result.exit_code == 1
    assert (
        "core/an_integer_may_be_written_in_another_base\nbuild next: Read hexadecimal, octal" in result.stdout
    )
    assert "    print(0x" in result.stdout
    assert "    expected  " in result.stdout
    assert "    actual    [AssertionError()]\n" in result.stdout
    assert "it said" not in result.stdout
    assert r"again; `-e '^core/an_integer_may_be_written_in_another_base$'` steps over it" in result.stdout


def test_all_rungs_are_right_on_cpython_which_is_not_run_for_what_is_recorded(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("mvpy.conform.subject.Subject.on_cpython", None)

    result = climbs(CPYTHON, "-i", "^core/.*(nonlocal|yield)", "-i", "^pass_statement/", "--version", "3.12")

    assert result.exit_code == 0
    assert "mine, compared with CPython 3.12.1, recorded: " in result.stdout
    assert f"all that was chosen is climbed; next: `mvpy conform '{CPYTHON}' --ladder`\n" in result.stdout


def test_the_step_that_fails_is_kept_with_what_runs_it(tmp_path: Path):
    host = interpreter("assert 'error' not in text, 'no'")

    result = climbs(host, "-i", "^core/", "--keep-failures", "kept")

    (folder,) = (tmp_path / "kept").iterdir()
    step = json.loads((folder / "step.json").read_text())
    again = subprocess.run(["sh", str(folder / "run-there.sh")], capture_output=True, text=True)
    assert f"kept in {folder}\n" in result.stderr
    assert folder.name == f"{step['name'].replace('/', '-')}-mine"
    assert step["build"] in result.stdout
    assert {path.name for path in folder.iterdir()} == {
        "program.py", "actual.py", "expected.txt", "actual.txt", "step.json", "run-there.sh",
    }  # fmt: skip
    assert "AssertionError: no" in again.stderr
    assert (folder / "expected.txt").read_text() == step["expected"] != ""


def test_a_name_is_matched_as_it_is():
    for name in ENTRIES:
        assert re.fullmatch(literally(name), name)
    assert not re.search(f"^{literally('contract/*argument')}$", "contract/**argument")


def test_an_interpreter_that_runs_nothing_stands_before_the_first_rung():
    found = climbed(interpreter("raise NotImplementedError"), "-i", "^core/")

    assert found["climbed"] == {"core": 0, "contract": 0, "constructs": 0}
    assert found["stopped"]["name"] == "core/a_call_of_print_shows_an_integer"


def test_a_command_that_is_not_there_is_said():
    result = climbs("mine=no-such-command", "-i", "^core/")

    assert result.exit_code == 2
    assert "no such command" in result.stderr


@pytest.mark.parametrize("says", ["print(1)", "pass", "text = text.replace('nonlocal missing', '0')"])
def test_who_runs_what_is_to_be_refused_stops_there(says: str):
    says = f"if 'missing' in text:\n    {says}" + ("\n    raise SystemExit" if "text" not in says else "")
    found = climbed(interpreter(says), "-i", "^core/refused/")

    assert found["stopped"]["reason"] == "it is not refused before it runs"


def test_the_contract_comes_after_the_rungs():
    no_vars = "import builtins\ndel builtins.ascii\n"

    found = climbed(interpreter(no_vars), "-i", "^contract/(ascii|repr|print)$")

    assert found["stopped"] | {"program": "", "actual": ""} == {
        "part": "contract", "name": "contract/ascii", "build": f"ascii: {ENTRIES['ascii'].says}.", "program": "",
        "fact": "It is needed by formatted_string.", "expected": "1\n", "actual": "", "reason": "its probe does not print 1",
    }  # fmt: skip
    assert found["steps"] == {"core": 0, "contract": 3, "constructs": 0}


def test_the_constructs_come_last_each_without_those_that_come_after_it():
    no_with = "import ast\nassert not any(isinstance(node, ast.With) for node in ast.walk(ast.parse(text)))"

    found = climbed(interpreter(no_with), "-i", "^(pass|with)_statement/.*e")

    assert found["stopped"]["part"] == "constructs"
    assert found["stopped"]["name"].startswith("with_statement/")
    assert found["stopped"]["build"].startswith("with_statement: The `with` statement")
    assert found["climbed"]["constructs"] > 0
    assert any(isinstance(node, ast.With) for node in ast.walk(ast.parse(found["stopped"]["program"])))


def test_what_is_wrong_in_the_core_does_not_end_the_climb():
    no_prints_of_text = (
        "import builtins\nreal = print\nbuiltins.print = lambda *values: real(*map(type, values))"
    )

    found = climbed(interpreter(no_prints_of_text), "-i", "^pass_statement/")

    assert found["stopped"] is None
    assert found["outside"]


def test_constructs_are_in_the_order_in_which_they_can_be_built():
    cases = way(ladder(), suite((3, 11))).cases
    order = list(dict.fromkeys(construct_of(case) for case in cases))

    assert order == [name for name in reversed(ORDER) if name in order]
    assert len(order) > 60


@pytest.mark.parametrize("case", way([], suite((3, 8))).cases[::40], ids=lambda case: case.name)
def test_of_what_comes_after_its_construct_nothing_is_in_a_form(case: Any):
    wanted = Partly(case, sys.version_info[:2])
    form = form_of(wanted)

    assert not form.failed
    assert construct_of(case) not in wanted.above
    assert form.core == case.text or "until" in form.core.partition("\n")[0]


def test_steps_are_listed():
    listed = climbs(CPYTHON, "--list", "-i", "^core/a_call|^contract/print|^pass_").stdout.splitlines()
    parts = list(dict.fromkeys(name.partition("/")[0] for name in listed))

    assert listed[0] == "core/a_call_of_print_shows_an_integer"
    assert parts == ["core", "contract", "pass_statement"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--shard", "1/3"], "--shard means nothing with --ladder"),
        (["--construct", "with"], "--construct means nothing with --ladder"),
        (["-i", "no such step"], "no step of the ladder is left"),
    ],
)
def test_wrong_usage_is_said(words: list[str], said: str):
    result = climbs(CPYTHON, *words)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_shim_stands_above_the_programs():
    Path("shim.py").write_text("import builtins\nbuiltins.ascii = repr\n")
    host = interpreter("import builtins\nbuiltins.__dict__.pop('ascii', None)")

    assert climbed(host, "-i", "^contract/ascii$")["stopped"]["name"] == "contract/ascii"
    assert climbed(host, "-i", "^contract/ascii$", "--shim", "shim.py")["stopped"] is None


# --- the page for implementers, and its toy -------------------------------------------------------

PAGE = TOY.with_name("implementers.md").read_text(encoding="utf-8")
UNBINDING = """\
        if block.name:
            self.home(block.name).values.pop(block.name, None)
"""


def test_the_page_shows_where_the_toy_stops_without_what_unbinds_names():
    text = TOY.read_text(encoding="utf-8")
    assert text.count(UNBINDING) == 1
    Path("toy.py").write_text(text.replace(UNBINDING, ""), encoding="utf-8")

    result = climbs(f"toy={sys.executable} -P toy.py", "-i", "name_of_a_handler")

    assert f"```text\n{result.stdout.partition('toy, compared')[0].rstrip()}\n```\n" in PAGE


def test_the_shim_of_the_page_lends_what_it_says():
    (shim,) = re.findall(r"```python\n(# shim.py: .*?)```", PAGE, re.DOTALL)
    Path("shim.py").write_text(shim)
    text = TOY.read_text(encoding="utf-8")
    Path("toy.py").write_text(
        text.replace("\nif __name__", "\nimport operator\ndel operator.not_\nif __name__")
    )
    toy = f"toy={sys.executable} -P toy.py"

    assert climbed(toy, "-i", "^contract/operator.not_$")["stopped"]["name"] == "contract/operator.not_"
    assert climbed(toy, "-i", "^contract/operator.not_$", "--shim", "shim.py")["stopped"] is None


def test_the_landings_of_the_page_are_rungs_in_their_order_and_parts_of_the_toy():
    rows = re.findall(r"^\| `(\w+)` \| .* \| (.*) \|$", PAGE, re.MULTILINE)
    rungs = [rung.program for rung in ladder()]
    places = [rungs.index(name) for name, _ in rows]
    tree = ast.parse(TOY.read_text(encoding="utf-8"))
    parts = {node.name for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.ClassDef))}

    assert len(rows) > 10
    assert places == sorted(places)
    assert {
        word for _, words in rows for part in re.findall(r"`([\w.]+)`", words) for word in part.split(".")
    } <= parts


def test_the_pages_say_how_many_rungs_there_are():
    for name in ("README.md", "docs/implementers.md", "docs/conform.md"):
        page = (TOY.parents[1] / name).read_text(encoding="utf-8")
        assert re.search(rf"\b{len(ladder())} (?:small )?programs", page), name


def test_the_toy_of_the_docs_climbs_the_whole_ladder():
    found = climbed(f"toy={sys.executable} -P {TOY}", "-i", "^core/")

    assert (found["stopped"], found["climbed"]["core"]) == (None, len(ladder()))


def test_the_toy_of_the_docs_has_the_host_contract():
    found = climbed(f"toy={sys.executable} -P {TOY}", "-i", "^contract/")

    assert (found["stopped"], found["climbed"]["contract"]) == (None, found["steps"]["contract"])


def test_an_interpreter_of_the_core_alone_is_not_said_to_read_nothing():
    Path("toy.py").write_text(
        TOY.read_text(encoding="utf-8").replace("\nif __name__", "\ndel builtins.divmod\nif __name__"),
        encoding="utf-8",
    )
    Path("divides.py").write_text("print(divmod(7, 2))\n", encoding="utf-8")

    result = CliRunner().invoke(
        main,
        [
            "conform",
            f"toy={sys.executable} -P toy.py",
            "--version",
            "3.13",
            "--format",
            "json",
            "--",
            "divides.py",
        ],
    )
    (found,) = json.loads(result.stdout)["results"]

    assert (found["verdict"], found["blame"][-1:]) == ("library", ["divmod"])
