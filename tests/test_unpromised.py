"""Where a program looks at what plain may change, and whether that is said: `mvpy.reading.unpromised`, `output.noticed`."""

from __future__ import annotations

from pathlib import Path

import pytest
from behaviour import kinds_shown, target_for, text_of
from click.testing import CliRunner

from mvpy import desugar
from mvpy.command.cli import main
from mvpy.command.output_cache import remembered
from mvpy.machine.kinds import KINDS, PLAIN
from mvpy.pipeline import desugar_source
from mvpy.reading.parsing import parse
from mvpy.reading.unpromised import SEEN, WORDS, looks
from mvpy.reading.warned import Warned
from mvpy.tree.positions import statement_lines

PROGRAMS = Path(__file__).parents[1] / "corpus" / "programs"
# A function and a loop: in plain they leave names of ours behind, in the module and in the function.
CHANGED = "for i in []:\n    pass\n"


def found(text: str) -> list[tuple[str, str]]:
    """Kind and first word of each look of the program *text*."""
    module = parse(text, "<string>")
    return [
        (look.kind, look.words.split(" ")[0] if look.kind != "namespace" else look.words.partition(" may")[0])
        for look in looks(module, statement_lines(module)[0], text)
    ]


def listed(text: str) -> list[bool]:
    """Of each look at a namespace in *text*, whether it sees every name, and not only those that it asks for."""
    module = parse(text, "<string>")
    return [not look.by_name for look in looks(module, statement_lines(module)[0], text)]


def warned(text: str, **options) -> list[tuple[int, int, str]]:
    """Line, column and kind of what the program *text* is warned of."""
    return [(one.line, one.column, one.kind) for one in desugar(text, **options).warnings]


# What is a look ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("globals()", [("namespace", "globals()")]),
        ("print(vars(), dir(), locals())", [("namespace", f"{name}()") for name in ("vars", "dir", "locals")]),
        ("import builtins as b\nb.globals()", [("namespace", "globals()")]),
        ("exec(code)", [("namespace", "what exec() runs")]),
        ("[dir for dir in dir()]", [("namespace", "dir()")]),
        ("import sys\ndir(sys.modules[__name__])", [("namespace", "dir()")]),
        ("import sys\nsys.modules[__name__].__dict__", [("namespace", "__dict__")]),
        ("import inspect as i, sys\ni.getmembers(sys.modules[__name__])", [("namespace", "getmembers()")]),
        ("import inspect as i\ni.stack()", [("frames", "inspect.stack")]),
        ("from inspect import stack as s\ns()", [("frames", "inspect.stack")]),
        ("from sys import _getframe\n_getframe(1).f_code", [("frames", "sys._getframe")]),
        ("import sys, os.path\ndef f():\n    return sys._getframe()", [("frames", "sys._getframe")]),
        ("def f():\n    import sys\n    return sys._getframe", [("frames", "sys._getframe")]),
        ("error.__traceback__.tb_frame", [("frames", "tb_frame")]),
        ("from weakref import ref\nr = ref(f())", [("release", "weakref.ref")]),
        ("import weakref\nclass C(weakref.ref): pass", [("release", "weakref.ref")]),
        ("import weakref\nx = [weakref.WeakSet() for n in y]", [("release", "weakref.WeakSet")]),
        ("class C:\n    def __del__(self): pass", [("release", "__del__")]),
        ("def f():\n    class C:\n        class D:\n            if 1:\n                def __del__(self): pass", [("release", "__del__")]),
        ("class C:\n    __del__ = close", [("release", "__del__")]),
        ("import asyncio\nasyncio.iscoroutinefunction(f)", [("kinds", "asyncio.iscoroutinefunction")]),
        ("import types\nisinstance(f, types.CoroutineType)", [("kinds", "types.CoroutineType")]),
        ("import builtins\nbuiltins.__import__ = f", [("rebinding", "builtins.__import__")]),
        ("import builtins\nsetattr(builtins, '__build_class__', f)", [("rebinding", "builtins.__build_class__")]),
        ("with mock.patch('builtins.__import__', f): pass", [("rebinding", "builtins.__import__")]),
        ("import builtins\nbuiltins.type = 3", [("rebinding", "builtins.type")]),
        ("import builtins\n(builtins.len, [builtins.iter, x]) = f()", [("rebinding", f"builtins.{name}") for name in ("len", "iter")]),
        ("import builtins\nbuiltins.len += 1", [("rebinding", "builtins.len")]),
        ("import builtins\nfor builtins.len in f: pass", [("rebinding", "builtins.len")]),
        ("import builtins\nwith f as builtins.len: pass", [("rebinding", "builtins.len")]),
        ("import builtins\nbuiltins.len: int = 3\nbuiltins.iter: int", [("rebinding", "builtins.len")]),
        ("import builtins\n[1 for builtins.len in f]\ndel builtins.len", [("rebinding", "builtins.len")] * 2),
        ("__builtins__.type = 3", [("rebinding", "builtins.type")]),
        ("__builtins__.__import__ = f", [("rebinding", "builtins.__import__")]),
        ("__import__('builtins').type = 3", [("rebinding", "builtins.type")]),
        ("import importlib\nimportlib.import_module('builtins').type = 3", [("rebinding", "builtins.type")]),
        ("with mock.patch('builtins.next', f): pass", [("rebinding", "builtins.next")]),
        ("from inspect import *\ndef f(): return stack()", [("frames", "inspect.stack")]),
        ("from weakref import *\nr = ref(f())", [("release", "weakref.ref")]),
        ("from gc import *\nget_objects()", [("release", "gc.get_objects")]),
        ("from inspect import *\nimport sys\ngetmembers(sys.modules[__name__])", [("namespace", "getmembers()")]),
    ],
)  # fmt: skip
def test_a_look_is_found(text: str, expected: list[tuple[str, str]]):
    assert found(text) == expected
    assert WORDS.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "x = 'globals() and sys._getframe() and __del__'  # dir()",
        "def dir(): return []\ndir()",
        "def f():\n    locals = dict\n    return locals()",
        "def f(globals): return globals()",
        "def f():\n    global vars\n    vars = dict\nprint(vars())",
        "from tools import dir\nprint(dir())",
        "[locals() for locals in functions]",
        "[1 for dir in functions if dir() for n in dir()]",
        "tools.globals()",
        "f(globals=1, dir=2)",
        "vars(x), dir(x)",
        "import weakref, inspect, gc, sys",
        "import gc\ngc.collect()",
        "import inspect\ninspect.signature(f)",
        "from .inspect import stack\nstack()",
        "import tools.inspect\ntools.inspect.stack()",
        "sys._getframe()",  # whatever `sys` is here
        "import weakref\ndef f(x: weakref.ref) -> weakref.ref: pass\ny: weakref.ref",
        "def __del__(self): pass",
        "class C:\n    def f(self):\n        def __del__(self): pass",
        "import types\nisinstance(f, types.FunctionType)",
        "import builtins\nbuiltins.__import__('a')\nprint('builtins.__import__')",
        "import builtins\nx = builtins.type\ny[builtins.type] = builtins.len(x)\nbuiltins.x.y = 3",
        "def f(builtins):\n    builtins.type = 3",
        "from inspect import *\ndef stack(): return []\nstack()",
        "from inspect import *\nfrom tools import stack\nstack()",
        "from tools import *\nstack()",
        "from .inspect import *\nstack()",
        "from sys import *\n_getframe()",  # it is private
        "exec(code, {})",
        "exec(*arguments)",
    ],
)
def test_what_is_no_look_is_not(text: str):
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "globals()['x']",
        "globals()['x'] = 1",
        "globals().get('x')",
        "'x' in locals()",
        "'{x}'.format(**locals())",
        "'%(x)s' % vars()",
        "exec(code)",
        "eval('x + 1')",
        "eval('x + 1', globals())",
        "__import__('a', globals())",
        "import timeit\ntimeit.timeit('x', globals=globals())",
    ],
)
def test_who_asks_by_name_does_not_see_all(text: str):
    assert listed(text) == [False]


@pytest.mark.parametrize(
    "text", ["len(globals())", "f(**locals())", "x = globals()", "eval('dir()')", "locals().copy()"]
)
def test_who_lists_names_sees_all(text: str):
    assert listed(text) == [True]


def test_what_is_seen_has_a_kind():
    assert {kind for kind, _ in SEEN.values()} < set(KINDS)
    assert all(WORDS.search(name.replace(".", " ")) for name in SEEN)


# What is said of it -----------------------------------------------------------------------


def test_the_place_is_told():
    text = "import sys\n\n\ndef f():\n\tfor i in []:\n\t\treturn (1,\n\t\t\tsys._getframe(0))\n"

    assert warned(text, only=["for"]) == [(7, 4, "frames")]


def test_every_place_of_a_text_in_another_layout_is_told():
    text = '# -*- coding: utf-8 -*-\n\n"""Text."""\nx = 1\n\n\n# Above.\n@f\ndef g():\n\tfor i in []:\n\t\t'
    text += (
        'return (\\\n"é", dir())\n\n\n  \n    # Below.\nprint(f\\\n    (globals()))\nprint(globals())\n'
        + CHANGED
    )

    assert warned(text, only=["for"]) == [(12, 6, "namespace"), (18, 6, "namespace"), (19, 7, "namespace")]
    lines = text.split("\n")
    assert lines[11][5:8] == "dir" and lines[17][5:12] == "globals"


@pytest.mark.parametrize("text", ["print(globals())\n", "import gc\nprint(gc.garbage, dir())\n"])
def test_an_exact_output_is_not_warned_of(text: str):
    assert warned(CHANGED + text, exact=True) == []
    assert warned(CHANGED + text) != []


def test_of_a_kind_a_line_has_one():
    text = (
        CHANGED
        + "print(globals(), dir()); print(vars(), __import__('sys'))\nimport sys\nsys._getframe().f_back, dir()\n"
    )

    assert warned(text, only=["for"]) == [(3, 7, "namespace"), (5, 1, "frames"), (5, 25, "namespace")]


ALL = """\
import inspect
import sys
import weakref
print(globals(), sys._getframe())


class C:
    assert C

    def __del__(self):
        return locals()


weakref.ref(C())
"""


@pytest.mark.parametrize("only", ["with", "assert", "semicolon"])
def test_where_nothing_new_is_bound_nothing_is_said(only: str):
    assert warned(ALL, only=[only]) == []
    assert {kind for *_, kind in warned(ALL)} == {"namespace", "frames", "release"}


LOCALS = """\
def with_loop():
    for i in []:
        pass
    return locals()


def around(xs):
    for i in xs:
        return [locals() for n in xs]


def without():
    return locals(), [locals() for n in (lambda: locals())()]


class C:
    def with_loop(self):
        for i in []:
            return lambda: locals()
        return dir()


print(locals()["C"])
"""


def test_a_namespace_counts_where_something_is_put_into_it():
    assert warned(LOCALS, only=["for"]) == [
        (line, column, "namespace") for line, column in ((4, 12), (9, 17), (20, 16))
    ]
    assert warned(CHANGED + LOCALS + "print(len(vars()))\n", only=["for"])[-1] == (26, 11, "namespace")


def test_who_asks_for_a_name_is_warned_where_a_name_of_the_program_is_new():
    text = "def f(t):\n    a = [eval(t) for x in t]\n    return eval(t), locals()['a'], {}\n\n\nx = f('xx')\n"

    assert warned(text.format("a"), target=(3, 12)) == [(3, 12, "namespace")]
    assert warned(text.format("[x for x in t]").replace("a = [eval", "x = [eval"), target=(3, 12)) == []


def test_a_class_that_is_filled_by_a_function_shows_other_names():
    text = "class C:\n    x = dir()\n    y = locals()['x']\n    z = eval(x)\n"

    assert warned(text, only=["class"]) == [(2, 9, "namespace")]
    assert warned(text, only=["subscription"]) == []


def test_what_stands_above_is_in_the_module():
    text = "def f():\n    return locals(), 1 + f\n\n\nprint(globals(), globals()['f'])\n"

    assert warned(text, only=["binary"]) == [(5, 7, "namespace")]


def test_helpers_of_another_module_count_as_those_above():
    text = "class C:\n    def __del__(self): pass\n\n\nraise globals() from C()\n"
    found = desugar_source(text, only=["raise_from"], kinds=PLAIN, helpers="_mvpy")

    assert "from _mvpy import" in found.code
    assert [one.kind for one in found.warnings] == ["release", "namespace"]


def test_names_that_are_only_written_otherwise_are_not_new():
    private = "class C:\n    def f(self):\n        __x = 1\n        return locals(), _C__x\n"
    documented = '"""Text."""\nprint(__doc__, globals())\n'

    assert desugar(private, only=["private"]).changed and desugar(documented, only=["docstring"]).changed
    assert warned(private, only=["private"]) == []
    assert warned(documented, only=["docstring"]) == []


def test_temporaries_hold_objects():
    text = "class C:\n    def __del__(self): pass\n\n\n"

    assert warned(text + "x = 1 if C() else 2\n", only=["conditional"])[0] == (2, 9, "release")
    assert warned(text + "if 1: x = C()\n", only=["one_line_suite"]) == []
    assert warned(text + "f = lambda: 1\n", only=["lambda"]) == []  # a function holds nothing
    assert warned(text + "while 1:\n    break\n", only=["break"]) == []  # nor does a flag


ASYNC = "import inspect, types\n\n\nasync def f():\n    return await g\n\n\nprint(inspect.iscoroutinefunction(f), types.CoroutineType)\n"


def test_kinds_are_told_where_an_asynchronous_function_is_gone():
    assert warned(ASYNC, only=["coroutine"]) == [(8, 7, "kinds")]
    assert warned(ASYNC, only=["import"]) == []
    assert warned(ASYNC.replace("async ", "").replace("await ", "")) == []


def test_what_statements_call_is_told_where_they_are_gone():
    text = "import builtins\nbuiltins.__build_class__ = builtins.__import__ = f\n\n\nclass C:\n    pass\n"

    assert warned(text, only=["class"]) == [(2, 1, "rebinding")]
    assert warned(text, only=["import"]) == [(2, 28, "rebinding")]
    assert warned(text, only=["pass"]) == []


PATCHED = (
    "from unittest.mock import patch\n\n\nclass C:\n    pass\n\n\n"
    + CHANGED
    + "with patch('builtins.next', f):\n    pass\n"
)


def test_a_builtin_is_told_where_the_output_asks_for_it():
    assert warned(PATCHED, only=["for"]) == [(10, 6, "rebinding")]
    assert warned(PATCHED.replace("next", "len"), only=["for"]) == []
    assert warned(PATCHED, only=["with", "pass"]) == []


def test_a_builtin_that_is_asked_for_above_is_not_told():
    stored = CHANGED + "import builtins\nbuiltins.next = f\n"

    assert "_next = next" in desugar(stored, only=["for"]).code
    assert warned(stored, only=["for"]) == []


def test_what_others_have_written_in_python_asks_for_builtins():
    stored = "import builtins\nbuiltins.type = 3\n\n\nclass C:\n    pass\n"

    assert warned(stored, only=["class"]) == [(2, 1, "rebinding")]
    assert warned(stored, only=["pass"]) == []


def test_helpers_of_another_module_ask_for_builtins():
    text = "import builtins\nbuiltins.type = 3\nraise x from y\n"

    for helpers, expected in (("_mvpy", ["rebinding"]), ("", [])):
        found = desugar_source(text, only=["raise_from"], kinds=PLAIN, helpers=helpers)
        assert [one.kind for one in found.warnings] == expected


def test_the_words_say_what_may_happen():
    (one,) = desugar(CHANGED + "print(globals())\n", only=["for"]).warnings

    assert one == Warned(3, 7, "globals() may show other names in the output", "namespace")


def test_an_output_is_warned_of_by_the_lines_of_its_own():
    once = desugar(CHANGED + "with x:\n    print(len(globals()))\n", only=["for"]).code

    (place,) = warned(once, only=["with"])
    assert once.split("\n")[place[0] - 1][place[1] - 1 :].startswith("globals()")


def test_what_stands_above_an_exact_output_is_not_warned_of():
    once = desugar("with x:\n    pass\n\n\nfor i in x:\n    dir()\n", only=["with"], exact=True).code
    assert "_prelude" in once

    (place,) = warned(once, only=["for"])
    assert once.split("\n")[place[0] - 1].strip() == "dir()"


def test_what_the_cache_has_must_be_a_warning():
    facts = {"status": "desugared", "code": "", "source_map": [], "sites": [], "helpers": []}
    found = remembered(facts | {"warnings": [[1, 2, "it may", "frames"]]})

    assert found.warnings == [Warned(1, 2, "it may", "frames")]
    for wrong in ([1, "it may"], [1, "2", "it may", "frames"], [1, 2, "it may", None]):
        with pytest.raises((TypeError, ValueError)):
            remembered(facts | {"warnings": [wrong]})


def test_the_command_says_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path))
    program = tmp_path / "a.py"
    program.write_text(CHANGED + "print(globals(), 1 is 2)\n")

    def said(*options: str) -> str:
        return CliRunner().invoke(main, ["desugar", *options, str(program)], prog_name="mvpy").stderr

    words = f"{program}:3:7: warning: globals() may show other names in the output; use --exact if that matters [namespace]\n"
    assert said().endswith(words) and said().count("SyntaxWarning") == 1
    assert said() == said("--no-cache") == said("--diff")
    assert "--exact" not in said("--exact")
    assert said("-q") == ""


# Programs ---------------------------------------------------------------------------------

# What `corpus/programs` looks at: `bank.py` at the names of frames, which the classes around may change.
LOOKING = {"bank": [(253, 42, "frames")]}


@pytest.mark.parametrize("path", sorted(PROGRAMS.glob("*.py")), ids=lambda path: path.stem)
def test_few_programs_are_warned_of(path: Path):
    text = text_of(path)
    expected = LOOKING.get(path.stem, [])

    assert WORDS.search(text) or not expected
    assert warned(text, target=target_for(path)) == expected if WORDS.search(text) else not expected


SHOWING = [
    path
    for rewrite in (
        "for_statement",
        "with_statement",
        "lambda_expression",
        "match_statement",
        "await_expression",
        "raise_from",
    )
    for path in sorted((PROGRAMS.parent / rewrite).glob("*.py"))
    if set(kinds_shown(path)) & {"release", "namespace"} and path.stem != "the_iterator_is_let_go_at_the_end"
]


@pytest.mark.parametrize("path", SHOWING, ids=lambda path: path.stem)
def test_programs_that_show_a_difference_are_warned_of(path: Path):
    kinds = {kind for *_, kind in warned(text_of(path), only=[path.parent.name], target=target_for(path))}

    assert set(kinds_shown(path)) & {"release", "namespace"} <= kinds
