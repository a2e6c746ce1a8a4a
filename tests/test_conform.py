"""`mvpy conform`, with interpreters that are wrong on purpose: CPython, with one construct changed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from interrupting import with_usual_signals

from mvpy.command.cli import main
from mvpy.conform import VERDICTS, suite
from mvpy.conform.minimal import minimal
from mvpy.conform.report import is_plural, named
from mvpy.conform.suite import CORPUS, share
from mvpy.hosts import ADAPTERS
from mvpy.verification import close_sessions

# Runs programs after `change` has changed their trees.
CHANGED = """
import ast, sys

{change}

path = sys.argv[1]
tree = ast.parse(open(path).read())
tree = ast.fix_missing_locations(Change().visit(tree))
sys.argv = sys.argv[1:]
exec(compile(tree, path, "exec"), {{"__name__": "__main__", **globals().get("GIVEN", {{}})}})
"""
# Leaves a `with` statement without a word.
WITH = """
class Change(ast.NodeTransformer):
    def visit_With(self, node):
        self.generic_visit(node)
        enter = [ast.Expr(ast.Call(ast.Attribute(one.context_expr, "__enter__", ast.Load()), [], [])) for one in node.items]
        return [*enter, *node.body]
"""
# Deletes nothing, and evaluates what is subscripted twice in augmented assignments.
DELETE_AND_AUGMENT = """
class Change(ast.NodeTransformer):
    def visit_Delete(self, node):
        return ast.Pass()
    def visit_AugAssign(self, node):
        read = ast.parse(ast.unparse(node.target), mode="eval").body
        return ast.Assign([node.target], ast.BinOp(read, node.op, node.value))
"""
# Leaves the names of handlers bound.
HANDLERS = """
class Change(ast.NodeTransformer):
    def visit_ExceptHandler(self, node):
        self.generic_visit(node)
        if node.name:
            node.body = [*ast.parse(f"{node.name} = handled_now").body, *node.body]
            node.name = "handled_now"
        return node
"""
# Knows no `match`, and no f-strings.
UNKNOWN = """
class Change(ast.NodeTransformer):
    def visit_Match(self, node):
        raise SyntaxError("match")
    def visit_JoinedStr(self, node):
        raise SyntaxError("f-string")
"""
NO_SUM = """
class Change(ast.NodeTransformer):
    pass
import builtins
del builtins.sum
"""
DICT = """
class Change(ast.NodeTransformer):
    pass
def last_key(*given, **names):
    if not given or names:
        return dict(*given, **names)
    found = {}
    for key, value in given[0]:
        found.pop(key, None)
        found[key] = value
    return found
GIVEN = {"dict": last_key}
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current folder."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path
    close_sessions()


def interpreter(text: str) -> str:
    """The command of an interpreter that is the program *text*."""
    Path("interpreter.py").write_text(textwrap.dedent(text))
    return f"mine={sys.executable} -P {Path('interpreter.py').absolute()}"


def changed(change: str) -> str:
    """The command of a CPython that makes this *change* to programs."""
    return interpreter(CHANGED.format(change=change))


def conform(host: str, *words: str, programs: dict[str, str] | None = None) -> Result:
    """The result of `mvpy conform` on *host*, with these *programs* if any are given."""
    names = []
    for name, text in (programs or {}).items():
        Path(name).write_text(textwrap.dedent(text).lstrip())
        names.append(name)
    return CliRunner().invoke(
        main, ["conform", host, "--no-cache", *words, *(["--", *names] if names else [])]
    )


def results(host: str, *words: str, programs: dict[str, str] | None = None) -> list[dict[str, Any]]:
    """The results of `mvpy conform --format json`."""
    found = conform(host, "--format", "json", *words, programs=programs)
    return list(json.loads(found.stdout)["results"])


def only(host: str, program: str) -> dict[str, Any]:
    """The result for one *program*."""
    (result,) = results(host, programs={"program.py": program})
    return result


# --- verdicts -------------------------------------------------------------------------------------

LEAVES = """
    # A manager is left.
    class Manager:
        def __enter__(self):
            print("in")
        def __exit__(self, *details):
            print("out")
    with Manager():
        print("suite")
"""


def test_the_construct_that_repairs_a_program_is_to_blame():
    result = conform(changed(WITH), programs={"program.py": LEAVES})

    assert result.exit_code == 1
    assert result.stdout.startswith(
        "with_statement: your `with` statement does something else (1 program)\n"
        "    program.py, 7 lines: A manager is left.\n"
        "    expected  in\n"
        "              suite\n"
        "              out\n"
        "    actual    in\n"
        "              suite\n"
        "    right with --only with_statement\n"
    )


def test_an_interpreter_that_is_right_is_fine():
    result = conform(f"mine={sys.executable}", programs={"program.py": LEAVES})

    assert result.exit_code == 0
    assert result.stdout.endswith(": 1 of 1 program is right\n")


def test_constructs_that_are_wrong_together_are_blamed_together():
    found = only(changed(DELETE_AND_AUGMENT), """
        def at():
            print("at")
            return 0
        items, x = [1], 1
        items[at()] += 1
        del x
        try:
            x
        except NameError:
            print("gone")
    """)  # fmt: skip

    assert (found["verdict"], found["together"]) == ("construct", True)
    assert sorted(found["blame"]) == ["augmented_assignment", "delete_statement"]


def test_what_stands_above_a_form_may_have_to_be_in_the_core():
    no_imports_and_no_class_variables = """
class Change(ast.NodeTransformer):
    def visit_Import(self, node):
        return ast.parse("raise ImportError").body[0]
    def visit_ClassDef(self, node):
        node.body = [ast.Pass()]
        return node
"""

    found = only(changed(no_imports_and_no_class_variables), """
        class Counter:
            step = 2
        print(Counter.step)
    """)  # fmt: skip

    assert (found["verdict"], found["blame"]) == ("construct", ["class_definition"])
    assert found["form"] == "class_definition (helpers: core)"


def test_what_is_not_read_is_missing():
    found = only(changed(UNKNOWN), """
        match 1:
            case 1:
                print("one")
    """)  # fmt: skip

    assert (found["verdict"], found["blame"][0], found["missing"]) == ("construct", "match_statement", True)


def test_what_is_wrong_in_the_core_is_found_in_the_host_contract():
    found = only(changed(HANDLERS), """
        try:
            raise KeyError
        except KeyError as error:
            pass
        try:
            print(error)
        except NameError:
            print("unbound")
    """)  # fmt: skip

    assert (found["verdict"], found["blame"]) == ("core", ["the name of a handler"])


def test_a_builtin_that_is_missing_is_the_librarys():
    found = only(changed(NO_SUM), "print(sum([1, 2]))\n")

    assert (found["verdict"], found["blame"]) == ("library", ["sum"])


def test_a_builtin_that_is_another_one_is_found_by_its_calls():
    found = only(changed(DICT), "print(dict([(1, 'a'), (2, 'b'), (1.0, 'c')]))\n")

    assert (found["verdict"], found["blame"]) == ("library", ["dict"])


@pytest.mark.parametrize(
    ("does", "verdict"),
    [
        ("print(2)", "core"),
        ("pass", "core"),
        ("os.kill(os.getpid(), 11)", "crash"),
        ("raise SyntaxError", "unparsable"),
        ("print(os.urandom(4))", "core"),
    ],
)
def test_a_liar_is_never_right(monkeypatch: pytest.MonkeyPatch, does: str, verdict: str):
    # It would be asked for each entry of the host contract alone, and for none with another answer.
    monkeypatch.setattr("mvpy.conform.asking.probed", lambda run, entries: set())
    liar = interpreter(f"""
        import os, sys
        text = open(sys.argv[1]).read()
        if text == "print(1)\\n":
            print(1)
        else:
            {does}
    """)  # fmt: skip

    found = only(liar, "print('abc')\n")

    assert found["verdict"] == verdict


def test_an_interpreter_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch):
    for name in ("LEAST", "STARTS", "SLOWER"):
        monkeypatch.setattr(f"mvpy.conform.subject.{name}", 0.3)
    hanging = interpreter("""
        import sys, time
        if open(sys.argv[1]).read() != "print(1)\\n":
            time.sleep(1000)
        print(1)
    """)

    assert only(hanging, "print(2)\n")["verdict"] == "hang"


def test_what_is_wrong_only_now_and_then_is_told_apart():
    changing = interpreter("""
        import os, runpy, sys
        if os.path.exists("/tmp" and sys.argv[0] + ".seen") or open(sys.argv[1]).read() == "print(1)\\n":
            runpy.run_path(sys.argv[1])
        else:
            open(sys.argv[0] + ".seen", "w").close()
    """)

    assert only(changing, "print(2)\n")["verdict"] == "unjudged"


def test_a_host_that_dies_in_the_middle_is_reported_and_the_rest_goes_on():
    dying = interpreter("""
        import os, runpy, sys
        if "die" in open(sys.argv[1]).read():
            os.kill(os.getpid(), 9)
        runpy.run_path(sys.argv[1])
    """)

    found = results(dying, programs={"a.py": "print(1)\n", "b.py": "print('die')\n", "c.py": "print(3)\n"})

    assert [(one["program"], one["verdict"]) for one in found] == [
        ("a.py", "right"), ("b.py", "crash"), ("c.py", "right"),
    ]  # fmt: skip


def test_a_host_that_runs_nothing_is_said():
    result = conform(interpreter("raise SystemExit('no')"), programs={"program.py": "print(1)\n"})

    assert result.exit_code == 2
    assert "mine does not run `print(1)`: no" in result.stderr


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("print('Mine 1.0')\nprint(1)", r"it printed 'Mine 1.0\n1\n'"),
        ("import sys\nprint(1, file=sys.stderr)", "it printed nothing, and on standard error '1'"),
    ],
)
def test_what_print_does_instead_is_said(does: str, said: str):
    Path("program.py").write_text("print(1)\n")
    host = interpreter(does)

    result = CliRunner().invoke(main, ["conform", host, "--version", "3.13", "--", "program.py"])

    assert (result.exit_code, result.stderr) == (2, f"mine does not run `print(1)`: {said}\n")


def test_whoever_waits_is_told_for_what(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("mvpy.command.conform_choice.FIRST", 1.0)
    monkeypatch.setattr("mvpy.command.chosen_oracle.SECONDS", 1.0)
    monkeypatch.setattr("mvpy.command.terminal.PATIENCE", 0.1)
    slow = interpreter("import time\ntime.sleep(100)")

    said = conform(slow, "-i", "^pass_statement/").stderr.splitlines()

    assert [line.partition(",")[0] for line in said] == [
        "waiting for mine to say which Python it is",
        "waiting for mine to run `print(1)`",
        "mine does not run `print(1)`: it did not end within 1 seconds",
    ]
    assert conform(slow, "-i", "^pass_statement/", "--quiet").stderr.splitlines() == said[-1:]


def test_what_differs_and_looks_alike_is_said():
    result = conform(
        interpreter(
            "import runpy, sys\nsys.stdout.reconfigure(newline='\\r\\n')\nrunpy.run_path(sys.argv[1])"
        ),
        programs={"program.py": "print(2)\n"},
    )

    assert r"    differing stdout: line 1: '2\n' became '2\r\n'" in result.stdout


def test_what_the_core_does_is_said_where_it_is_something_else(place: Path):
    no_operators = """
class Change(ast.NodeTransformer):
    def visit_BinOp(self, node):
        raise SyntaxError("+ is unknown")
import operator
operator.add = lambda left, right: 0
"""
    program = {"program.py": "print('a' + 'b')\n"}

    result = conform(changed(no_operators), "--keep-failures", "kept", programs=program)
    (found,) = results(changed(no_operators), programs=program)

    assert "    in core   0\n" in result.stdout
    assert (found["actual_core"], "+ is unknown" in found["actual"]) == ("0\n", True)
    assert (place / "kept" / "program-mine" / "form.stdout").read_text() == "0\n"


def test_programs_that_show_nothing_are_left_out():
    result = conform(interpreter("print(1)"), programs={"program.py": "x = 1\n", "one.py": "print(1)\n"})

    assert "program.py is left out: it shows nothing" in result.stderr
    assert "1 of 1 program is right" in result.stdout


def test_programs_that_are_no_python_are_left_out_with_their_line():
    result = conform(f"mine={sys.executable}", programs={"program.py": "x = 1\nx = = 2\n"})

    said = "program.py is left out: it is not compiled by that CPython: SyntaxError: 'invalid syntax' in line 2\n"
    assert said in result.stderr


# --- the command ----------------------------------------------------------------------------------


def test_the_results_are_one_flat_list():
    found = json.loads(conform(changed(WITH), "--format", "json", programs={"program.py": LEAVES}).stdout)

    assert found.keys() == {"schema", "versions", "hosts", "partial", "results", "programs"}
    assert found["hosts"]["mine"].keys() == {
        "version",
        "oracle",
        "partial",
        "chosen",
        "left_out",
        "on_purpose",
        "expectations",
        "skipped",
    }
    assert (found["schema"], list(found["hosts"]), found["partial"]) == (1, ["mine"], False)
    assert found["results"][0] | {"seconds": 0} == {
        "program": "program.py", "host": "mine", "verdict": "construct", "blame": ["with_statement"], "together": False,
        "missing": False, "form": "with_statement", "expected": "in\nsuite\nout\n", "actual": "in\nsuite\n", "expected_to_fail": False,
        "seconds": 0,
    }  # fmt: skip


def test_the_suite_is_run_without_paths():
    found = results(changed(WITH), "--include", "^with_statement/a_", "--stop-after", "2")

    assert len([one for one in found if one["verdict"] != "right"]) == 2
    assert {one["program"].partition("/")[0] for one in found} == {"with_statement"}


def test_a_run_that_stops_early_is_a_part():
    programs = {f"{name}.py": LEAVES for name in "abc"}

    found = json.loads(
        conform(changed(WITH), "--format", "json", "--stop-after", "1", programs=programs).stdout
    )

    assert found["partial"] is True
    assert sum(one["verdict"] != "right" for one in found["results"]) == 1


def test_programs_are_listed_and_chosen():
    listed = conform(
        f"mine={sys.executable}", "--list", "--construct", "with", "-i", "^(with|pass)_statement/"
    ).stdout

    assert "with_statement/a_manager_without_exit_is_never_entered" in listed.split()
    everything = conform(f"mine={sys.executable}", "--list", "-i", "^(with|pass)_statement/").stdout.split()
    assert 0 < len(listed.split()) < len(everything)


def test_shards_are_the_whole():
    cases = suite((3, 11))

    dealt = [case.name for part in (1, 2, 3) for case in share(cases, part, 3)]

    assert sorted(dealt) == [case.name for case in cases]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--shard", "4/3"], "'4/3' is not a part like 1/3"),
        (["-i", "("], "'(' is not a regular expression"),
        (
            ["-i", "no such program"],
            "no program is left to run: --include leaves none; without it, --list names",
        ),
        (["-i", "^pass_", "--construct", "match"], "no program is left to run: --construct leaves none"),
        (
            ["-i", "^pass_statement/it_does", "--shard", "2/3"],
            "no program is left to run: --shard leaves none",
        ),
        (["--construct", "wiht"], "did you mean 'with_statement'?"),
        (["--version", "2.7"], "2.7 is not between 3.8 and 3.15"),
    ],
)
def test_wrong_usage_is_said(words: list[str], said: str):
    result = conform(f"mine={sys.executable}", *words)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("host", "said"),
    [
        ("mine", "unknown host 'mine'; there are reference, pypy"),
        ("micropyhton", "unknown host 'micropyhton'; did you mean 'micropython'?"),
        ("./mine", "'./mine' has no name; give it one: mine=./mine"),
        ("mine=", "an interpreter is NAME=COMMAND, not 'mine='"),
        ("mine=no-such-command", "no such command: no-such-command"),
        ("mine=./text", "text: this file is not executable (chmod +x)"),
        ("mine=./folder", "folder: this is a folder"),
    ],
)
def test_an_unknown_host_is_said(host: str, said: str):
    Path("text").write_text("print(1)\n")
    Path("folder").mkdir()

    result = conform(host, "-i", "^pass_statement/")

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


def test_a_folder_without_programs_is_said():
    Path("empty").mkdir()

    result = CliRunner().invoke(main, ["conform", f"mine={sys.executable}", "--", "empty"])

    assert (result.exit_code, result.stderr) == (2, "empty: no Python programs in this folder\n")


def test_a_finding_is_kept_with_all_that_belongs_to_it(place: Path):
    conform(changed(WITH), "--keep-failures", "kept", programs={"program.py": LEAVES})

    folder = place / "kept" / "program-mine"
    again = subprocess.run(["sh", str(folder / "run-there.sh")], capture_output=True, text=True)
    assert {path.name for path in folder.iterdir()} == {
        "original.py", "form.py", "actual.py", "finding.json", "run-there.sh", "conform-again.sh",
        "expected.stdout", "expected.stderr", "expected.status", "actual.stdout", "actual.stderr", "actual.status",
    }  # fmt: skip
    assert again.stdout == (folder / "actual.stdout").read_text() == "in\nsuite\n"
    assert "with" not in (folder / "form.py").read_text().partition("class Manager")[2].split()


def test_ctrl_c_leaves_a_part_that_calls_itself_one(place: Path):
    slow = interpreter("""
        import runpy, sys, time
        text = open(sys.argv[1]).read()
        if "wait" in text:
            open(sys.argv[0] + ".waits", "w").close()
            time.sleep(100)
        runpy.run_path(sys.argv[1])
    """)
    Path("a.py").write_text("print(1)\n")
    Path("b.py").write_text("print('wait')\n")
    words = ["conform", slow, "--format", "json", "-j", "1", "--", "a.py", "b.py"]

    running = subprocess.Popen(
        [sys.executable, "-P", "-m", "mvpy", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=with_usual_signals,
    )
    deadline = time.monotonic() + 60
    while not Path("interpreter.py.waits").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    out, said = running.communicate(timeout=60)

    found = json.loads(out)
    assert running.returncode == 130, said
    assert found["partial"] is True
    assert [(one["program"], one["verdict"]) for one in found["results"]] == [("a.py", "right")]


@pytest.mark.parametrize(
    ("title", "noun", "plural"),
    [
        ("The `with` statement: enter, run, and exit whatever happens.", "`with` statement", False),
        ("Several targets of `del`: deleted one by one.", "targets of `del`", True),
        ("`and` and `or`: the right operand only if the left one leaves it open.", "`and` and `or`", True),
        ("The `class` statement: a function that fills a namespace.", "`class` statement", False),
        ("A chain of comparisons: `and` between them.", "chain of comparisons", False),
        ("Annotations of a function: a dictionary.", "annotations of a function", True),
    ],
)
def test_what_a_title_is_about(title: str, noun: str, plural: bool):
    assert (named(title), is_plural(named(title))) == (noun, plural)


# --- the suite, and delta debugging ---------------------------------------------------------------


def test_the_suite_has_what_can_be_compared():
    names = {case.name for case in suite((3, 8))}

    assert 500 < len(names) < len(suite((3, 13)))
    assert not any(name.startswith("traps/") for name in names)
    assert all((CORPUS / f"{name}.py").is_file() for name in names)


@pytest.mark.parametrize("wanted", [["c"], ["a", "h"], ["b", "c", "d"], list("abcdefgh")])
@pytest.mark.parametrize("likely", [[], ["a", "c"], ["h", "a", "b"]])
def test_what_is_found_is_minimal(wanted: list[str], likely: list[str]):
    found = minimal("abcdefgh", lambda part: set(wanted) <= set(part), likely)

    assert list(found) == wanted


def test_all_verdicts_are_explained():
    page = (Path(__file__).parents[1] / "docs" / "conform.md").read_text(encoding="utf-8")

    assert [name for name in VERDICTS if f"| `{name}` |" not in page] == []


# --- true interpreters, where they are ------------------------------------------------------------

FAULTS = Path(__file__).parent / "known_faults"
SAMPLE = {
    "micropython": ["del_nested", "raise_from_text", "context"],
    "interpretthis": ["augassign_once", "with_no_exit"],
    "ouros": ["class_read"],
}


@pytest.mark.parametrize("name", SAMPLE)
def test_known_faults_are_blamed_on_what_is_wrong(name: str):
    if not ADAPTERS[name].find():
        pytest.skip(f"{name} is not installed: {ADAPTERS[name].install}")
    known = json.loads((FAULTS / "faults.json").read_text(encoding="utf-8"))

    paths = [str(FAULTS / f"{program}.py") for program in SAMPLE[name]]
    found = json.loads(CliRunner().invoke(main, ["conform", name, "--format", "json", "--", *paths]).stdout)

    blamed = {Path(one["program"]).stem: set(one["blame"]) for one in found["results"]}
    assert [program for program in SAMPLE[name] if not set(known[program][name]) <= blamed[program]] == []
