"""The reference interpreter: it does what Python does with the core, and what a user of `mvpy run` expects."""

from __future__ import annotations

import ast
import io
import json
import re
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest
from behaviour import head, needed, plain_of, text_of
from interpreter_faults import FAULTS, INTERPRETER, Fault, behaviour, behaviour_on_host, faulty

import mvpy.interpreter
from mvpy.hosts import ADAPTERS
from mvpy.interpreter import parse, run_module
from mvpy.machine.kinds import PLAIN
from mvpy.verification import CommandHost, NativeHost, close_sessions
from mvpy.verification.abroad import difference
from mvpy.verification.hosts import Job, session

PROJECT = Path(__file__).parents[1]
CONSTRUCTS = {
    "integers", "calls", "assignment", "def", "nonlocal", "return", "yield", "try", "raise", "while",
}  # fmt: skip
OF_THE_PAGE = re.findall(
    r"```python\n(.*?)```", (PROJECT / "docs" / "core.md").read_text(encoding="utf-8"), re.DOTALL
)


@pytest.fixture(scope="module", autouse=True)
def no_session_stays():
    yield
    close_sessions()


# --- the core -------------------------------------------------------------------------------------


@pytest.mark.parametrize("program", [text for text in OF_THE_PAGE if "# prints:" in text])
def test_a_program_of_the_page_of_the_core_prints_what_the_page_says(program, capsys):
    run_module(parse(program), {"__name__": "__main__"}, "program.py")

    assert capsys.readouterr().out.split() == program.split("# prints:")[1].split()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_it_does_what_python_does_with_a_small_program(fault: Fault):
    assert behaviour(mvpy.interpreter, fault.program) == behaviour_on_host(fault.program)


# What is said of programs that are not core: the line, and words.
REFUSED = {
    "x = 1.5": "line 1: '.' does not occur in the core",
    "x = 'a'": 'line 1: "\'" does not occur in the core',
    "x = 09": "line 1: '0' does not occur in the core",
    "x = 1a": "line 1: '1' does not occur in the core",
    "x = 0x": "line 1: '0' does not occur in the core",
    "x = 1; y = 2": "line 1: ';' does not occur in the core",
    "x = ²": "line 1: a name is expected, before ²",
    "x = None": "line 1: a name is expected, before None",
    "if x:\n    0": "line 1: a name is expected, before if",
    "x = y = 1": "line 1: the line's end is expected, before =",
    "f() = 2": "line 1: the line's end is expected, before =",
    "def f(): return 1": "line 1: the line's end is expected, before return",
    "while 1:\nx": "line 2: a suite is expected, before x",
    "def f():\n    x\n  y": "line 3: it is indented as no line above it",
    "  x": "line 1: a name is expected, before a suite",
    "f(\n": "line 3: a name is expected, before the program's end",
    "f(a=1, 2)": "line 1: a positional argument follows a keyword, before 2",
    "try:\n    0": "line 3: except is expected, before the program's end",
    "try:\n    0\nexcept:\n    0\nexcept E:\n    0": "line 5: a handler for all exceptions is the last one, before except",
    "def f(a, a):\n    0": "two parameters have one name: a, a",
    "def f(a=1, b):\n    0": "line 1: a parameter without a default follows one with a default, before )",
    "def f(/):\n    0": "line 1: parameters have this order: a, /, b, *c, d, **e, before /",
    "def f(*a, *b):\n    0": "line 1: parameters have this order: a, /, b, *c, d, **e, before *",
    "def f(**a, b):\n    0": "line 1: parameters have this order: a, /, b, *c, d, **e, before b",
    "def f(*):\n    0": "line 1: a name is expected, before )",
    "yield": "there is a yield that stands in no function",
    "x = yield": "there is a yield that stands in no function",
    "def f(x):\n    def g(x):\n        nonlocal x": "line 2: no function around 'g' has a variable 'x'",
    "return": "line 1: this belongs into a function, and there is none, before return",
    "nonlocal x": "line 1: this belongs into a function, and there is none, before nonlocal",
    "def f():\n    nonlocal x": "line 1: no function around 'f' has a variable 'x'",
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_core_is_refused(text):
    with pytest.raises(SyntaxError, match=re.escape(REFUSED[text])):
        parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "\n", "# nothing", "\ufeffx = 1", "x = \\\n  1", "x = (\n\n    1)", "def f(a, b,):\n\treturn", "x = ((1))",
        "def f():\n    x = (yield)\n    (yield 1)", "f(\n    1,  # one\n)", "def f():\r\n    0\r\n", "ﬁ = 1\nfi",
        "def f(a, /, b, *c, d, **e):\n    0", "f(*a, b, *c, d=1, **e, f=2, **g)", "print(0xFF, 0b1, 0o7, 1_0, 00)",
    ],
)  # fmt: skip
def test_how_a_core_is_laid_out_does_not_matter(text):
    compile(text.encode(), "", "exec")

    parse(text)


def test_numbers_of_lines_may_be_those_of_another_program():
    suite = parse("x = 1\ny = (\n2)\nz = 3\n", [7, 8, 0, 9])

    assert [statement.line for statement in suite] == [7, 8, 9]


def test_it_is_short_enough_to_be_read_in_an_evening():
    count = {path.name: lines_of_code(path.read_text(encoding="utf-8")) for path in INTERPRETER.glob("*.py")}

    assert sum(count.values()) - count["hosting.py"] <= 600


def lines_of_code(text: str) -> int:
    """How many lines of *text* have code in them, and not only a comment or a docstring."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    documented = [
        node for node in ast.walk(ast.parse(text)) if isinstance(node, kinds) and ast.get_docstring(node)
    ]
    docstrings = {
        line for node in documented for line in range(node.body[0].lineno, (node.body[0].end_lineno or 0) + 1)
    }
    empty = (
        tokenize.COMMENT,
        tokenize.NL,
        tokenize.NEWLINE,
        tokenize.INDENT,
        tokenize.DEDENT,
        tokenize.ENDMARKER,
    )
    code: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type not in empty:
            code.update(range(token.start[0], token.end[0] + 1))
    return len(code - docstrings)


# --- functions and generators, as the host sees them ----------------------------------------------


def made(text: str) -> dict:
    """The names of a module, after the program *text*."""
    names: dict = {"__name__": "made"}
    run_module(parse(text), names, "made.py")
    return names


def test_a_function_is_one_of_the_host():
    f = made("def f(a, b=2, *, c=3):\n    return f\n")["f"]

    assert (f.__name__, f.__qualname__, f.__module__) == ("f", "f", "made")
    assert (f.__defaults__, f.__kwdefaults__, type(f).__name__) == ((2,), {"c": 3}, "function")
    assert f(1) is f


def test_defaults_can_be_changed():
    f = made("def f(a=1):\n    return a\n")["f"]
    f.__defaults__ = (2,)

    assert f() == 2


def test_a_function_is_a_method_in_a_class():
    f = made("def f(self, *rest):\n    return rest\n")["f"]

    assert type("C", (), {"f": f})().f(1) == (1,)


def test_a_generator_is_taken_by_the_host():
    f = made("def f():\n    got = yield 1\n    return got\n")["f"]

    def delegating():
        return (yield from f())

    generator = delegating()
    assert next(generator) == 1
    with pytest.raises(StopIteration, match="2"):
        generator.send(2)
    assert list(f()) == [1]


def test_what_is_thrown_into_a_generator_at_work_is_no_business_of_it():
    names = made("def f():\n    ask()\n    got = yield 1\n    yield got\n")
    generator = names["f"]()

    def ask() -> None:
        with pytest.raises(ValueError, match="already executing"):
            generator.throw(KeyError)

    names["ask"] = ask
    assert (next(generator), generator.send(2)) == (1, 2)


def test_contexts_are_as_they_were_when_a_generator_goes_on_in_a_handler():
    f = made(
        "def f():\n    try:\n        raise KeyError\n    except KeyError as error:\n        yield error\n        yield\n"
    )["f"]
    generator = f()
    first = next(generator)
    other = TypeError()
    other.__context__ = first
    try:
        raise other
    except TypeError:
        next(generator)

    assert (other.__context__, first.__context__) == (first, None)


def test_a_generator_that_nobody_has_any_longer_is_closed():
    closed: list = []
    names: dict = {"closed": closed}
    text = "def f():\n    try:\n        yield\n    except GeneratorExit:\n        closed.append\n".replace(
        "closed.append", "getattr(closed, min(dict(append=0)))(1)"
    )
    run_module(parse(text), names, "made.py")
    generator = names["f"]()
    next(generator)
    del generator

    assert closed == [1]


def test_a_traceback_has_the_lines_of_the_program():
    f = made("def f():\n    return g()\n\n\ndef g():\n    raise KeyError\n")["f"]
    with pytest.raises(KeyError) as caught:
        f()

    lines = [
        (entry.name, entry.lineno + 1) for entry in caught.traceback if str(entry.path).endswith("made.py")
    ]
    assert lines == [("f", 2), ("g", 6)]


# --- mvpy run -------------------------------------------------------------------------------------


def run(*args: str, folder: Path, **options) -> subprocess.CompletedProcess:
    """What `mvpy run ARGS` does in *folder*."""
    command = [sys.executable, "-P", "-m", "mvpy", "run", *args]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, **options)


@pytest.fixture
def program(tmp_path: Path):
    """Writes a program, and gives its folder."""

    def write(text: str) -> Path:
        (tmp_path / "program.py").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_a_program_is_main(program):
    folder = program(
        "import sys\nfrom beside import name\nprint(__name__, __file__, sys.argv, name, [*map(str, 'ab')])\n"
    )
    (folder / "beside.py").write_text("name = __name__\n")

    done = run("--reference", "program.py", "-x", "--help", folder=folder)

    assert done.stdout == f"__main__ {folder}/program.py ['program.py', '-x', '--help'] beside ['a', 'b']\n"
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("text", "status", "said"), [
    ("raise SystemExit(3)", 3, ""),
    ("import sys\nsys.exit('words')", 1, "words\n"),
    ("exit = 1", 0, ""),
])  # fmt: skip
def test_its_exit_status_is_that_of_the_program(program, text, status, said):
    done = run("--reference", "program.py", folder=program(text))

    assert (done.returncode, done.stderr) == (status, said)


def test_a_traceback_shows_the_lines_of_the_source(program):
    folder = program(
        "def half(n):\n    try:\n        return n[0]\n    except TypeError as error:\n        raise KeyError(1) from error\n\n\nfor n in [1]:\n    half(n)\n"
    )

    done = run("--reference", "program.py", folder=folder)

    assert done.returncode == 1
    assert without_marks(done.stderr) == without_marks(
        subprocess.run([sys.executable, "program.py"], cwd=folder, capture_output=True, text=True).stderr
    )


def without_marks(trace: str) -> str:
    """*trace* without the marks under its lines, which are at columns of the source."""
    return "".join(line for line in trace.splitlines(True) if line.strip(" ~^\n") or line == "\n")


def test_a_recursion_without_end_is_an_error(program):
    text = "def f(n):\n    return f(n + 1)\n\n\ntry:\n    f(0)\nexcept RecursionError:\n    print('deep')\n\n\ndef g(n):\n    return n and g(n - 1)\n\n\nprint(g(900))\n"

    assert run("--reference", "program.py", folder=program(text)).stdout == "deep\n0\n"


def test_what_is_no_program_is_said_in_words(program):
    folder = program("x = = 1\n")

    assert run("--reference", "program.py", folder=folder).stderr.startswith(
        "program.py:1:5: this isn't Python"
    )
    assert run("--reference", "missing.py", folder=folder).stderr == "missing.py: no such file or directory\n"
    for file in ("program.py", "missing.py"):
        assert run("--reference", file, folder=folder).returncode == 2


def test_without_reference_there_is_no_run_yet(program):
    done = run("program.py", folder=program("print(1)\n"))

    assert (done.returncode, done.stdout) == (2, "")
    assert "Error: only --reference is there yet: `mvpy run --reference FILE`" in done.stderr


# --- as a host ------------------------------------------------------------------------------------


def test_it_is_a_host_of_verify(program):
    done = subprocess.run(
        [sys.executable, "-P", "-m", "mvpy", "verify", "--on", "reference,native", "--format", "json", "program.py"],
        cwd=program("for n in range(2):\n    print(f'{n:3}')\n"), capture_output=True, text=True, timeout=60,
    )  # fmt: skip

    records = {record["target"]: record["outcome"] for record in json.loads(done.stdout)["results"]}
    assert records == {"native": "equivalent", "reference": "equivalent", "all": "equivalent"}


# What belongs to CPython and not to the core: frames, and when objects go.
OF_CPYTHON = re.compile(r"_getframe|__del__|weakref|\bgc\b|inspect|__code__|GeneratorType")


def sample() -> list[Path]:
    """Programs of the corpus that every Python knows and that show nothing but what is promised: one in 31."""
    marks = ("# Plain:", "# Differs:", "# Needs:")
    found = [
        path
        for path in sorted((PROJECT / "corpus").glob("*/*.py"))
        if path.parent.name != "traps" and not any(mark in head(path) for mark in marks)
    ]
    return [path for path in found if needed(path) <= (3, 8) and not OF_CPYTHON.search(text_of(path))][::31]


@pytest.mark.parametrize("path", sample(), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_it_does_with_a_core_what_python_does_with_the_program(path):
    code = plain_of(path, kinds=PLAIN)

    assert difference(observed(NativeHost(), path, text_of(path)), observed(reference(), path, code)) == ""


def reference() -> CommandHost:
    """The reference interpreter as a host."""
    adapter = ADAPTERS["reference"]
    return adapter.host(adapter.find(), NativeHost())


def observed(host, path: Path, code: str):
    """What *code* does on *host* in the place of the program at *path*."""
    with session(host) as running:
        return running.run(Job(path.parent, Path(path.name), code.encode()))


def test_it_says_which_python_it_is_like():
    adapter = ADAPTERS["reference"]

    assert adapter.oracle_of(adapter.find()) == sys.version_info[:2]


# --- faults ---------------------------------------------------------------------------------------


def test_there_are_faults_in_each_of_the_ten_constructs():
    names = [fault.name for fault in FAULTS]

    assert len(names) == len(set(names)) >= 80
    for construct in CONSTRUCTS:
        assert len([fault for fault in FAULTS if fault.construct == construct]) >= 8
    assert {fault.construct for fault in FAULTS} == CONSTRUCTS


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_can_be_seen(fault: Fault):
    assert behaviour(faulty(fault), fault.program) != behaviour(mvpy.interpreter, fault.program)


OTHERS = [fault.program for fault in FAULTS[::16]]
RIGHT = [behaviour_on_host(program) for program in OTHERS]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_with_a_fault_other_programs_run(fault: Fault):
    interpreter = faulty(fault)

    assert any(behaviour(interpreter, text) == right for text, right in zip(OTHERS, RIGHT, strict=True))
