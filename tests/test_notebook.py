"""MVPy in notebooks: the magics in a real kernel, what they are made of, and how an output shows itself."""

from __future__ import annotations

import builtins
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import mvpy
from mvpy.errors import UsageError
from mvpy.output.highlighted import as_html, as_text, html_lines

pytest.importorskip("IPython")
nbclient = pytest.importorskip("nbclient")
nbformat = pytest.importorskip("nbformat")

from mvpy.notebook.cells import as_program, has_await  # noqa: E402  IPython first
from mvpy.notebook.running import run, with_value_kept  # noqa: E402

UNSEEN = "\u202e\u2066\u200b\x1b\u2028"


# How an output shows itself.


class Text(HTMLParser):
    """What a browser shows of HTML, and which elements there are."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.silent = False
        self.tags: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: Any) -> None:
        self.tags.append(tag)
        self.silent = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.silent = False

    def handle_data(self, data: str) -> None:
        self.text += "" if self.silent else data


def test_an_output_shows_all_of_its_text():
    result = mvpy.desugar("for x in 'a<b>&amp;</script>':\n    print(x)\n", only=["for"])

    assert Text(result._repr_html_()).text.strip() == result.code.strip()


def test_what_stands_above_the_program_is_folded():
    result = mvpy.desugar("x = 1 + 2\n")
    html = result._repr_html_()

    assert result.source_map.index(1) == 3
    assert "<details><summary>3 lines above the program</summary><pre>\n<code>" in html
    assert Text(html.partition("</details>")[2]).text.strip() == "x = _add(1, 2)"
    assert "<details>" not in mvpy.desugar("x\n", only=["for"])._repr_html_()


@pytest.mark.parametrize(
    "text",
    [
        "'</script><script>alert(1)</script>'",
        "'</style><b>'",
        "# --><img src=x>",
        "'&lt;&#60;'",
        "a = '<!--'",
        '"\'"',
    ],
)
def test_no_text_is_taken_for_html(text: str):
    shown = Text(as_html(text + "\n"))

    assert shown.text.strip() == text
    assert set(shown.tags) <= {"div", "style", "pre", "code", "span"}


@pytest.mark.parametrize("char", UNSEEN)
def test_characters_that_are_not_seen_are_named(char: str):
    html = as_html(f"x = '{char}'  # {char}\n")

    assert char not in html
    assert html.count(f"U+{ord(char):04X}</span>") == 2


def test_others_stay_as_they_are():
    assert as_text("é日\t𝒳 <") == "é日\t𝒳 &lt;"


@pytest.mark.parametrize(
    "code",
    ["\n", "a\n\n\nb\n", '"""a\n\nb"""\n', "\n\na", "x = '\\N{BULLET}'\nf'{x!r:>{n}}'\n", "a\fb\n"],
)
def test_each_line_is_one(code: str):
    lines = [Text(line).text for line in html_lines(code)]

    assert lines == [line.replace("\f", "U+000C") for line in code.removesuffix("\n").split("\n")]
    assert all(line.count("<span") == line.count("</span>") for line in html_lines(code))


def test_nothing_comes_from_elsewhere():
    html = mvpy.desugar("for x in y: print('http://a')\n")._repr_html_()

    assert not re.search(r"<link|<script|@import|url\(|\bsrc=|\bhref=|\bon\w+=", html)


# A cell as a program.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("await x", True), ("async for x in y: pass", True), ("[x async for x in y]", True),
        ("async def f():\n    await x", False), ("x = = 1", False), ("await x +", False), ("\0", False), ("return", False),
    ],
)  # fmt: skip
def test_a_cell_has_an_await_or_not(text: str, expected: bool):
    assert has_await(text) is expected


def test_a_cell_with_an_await_is_a_coroutine_function():
    text = 'import os.path\nx = await y\nif x:\n  z = """\nthere\n"""\n  # here\nt: int = (1,\n2)\n'

    program, above = as_program(text)

    assert above == 3
    assert program.split("\n", 1)[1] == (
        'async def cell():\n    global os, x, z\n    import os.path\n    x = await y\n    if x:\n      z = """\nthere\n"""\n'
        "  # here\n    t: int = (1,\n2)\n"
    )
    assert "await y" in mvpy.desugar(program, only=["if"]).code
    assert as_program("x = 1\n") == ("x = 1\n", 0)


# A cell is run.


def ran(source: str, namespace: dict[str, Any], **options: Any) -> Any:
    """The value of the desugared cell *source*, run in *namespace*."""
    kept, value = with_value_kept(source)
    return run(mvpy.desugar(kept, **options).code, kept, "<test>", namespace, value)


@pytest.mark.parametrize("options", [{}, {"only": ["for", "class"]}, {"level": "readable"}], ids=str)
def test_only_names_of_the_cell_stay(options: dict[str, Any]):
    namespace = {"__builtins__": builtins, "__name__": "__main__", "given": [1, 2]}
    known = set(vars(builtins))
    cell = "import os.path\nclass C:\n    'doc'\n    def m(self, *a):\n        for x in a: yield f'{x}!'\nfor y in given: z = y\ndef f(): return [*C().m(1, 2)]\nf()\n"

    value = ran(cell, namespace, **options)

    assert value == ["1!", "2!"]
    assert {*namespace} - {"__builtins__", "__name__", "given", "__doc__"} == {"os", "C", "y", "z", "f"}
    assert namespace["f"]() == ["1!", "2!"]  # what it needs of ours is still found
    assert namespace["__builtins__"] is builtins
    assert set(vars(builtins)) == known


def test_a_name_of_the_cell_that_looks_like_ours_stays():
    namespace: dict[str, Any] = {"__builtins__": builtins}

    assert ran("_value = 5\n_value + 1", namespace) == 6
    assert namespace == {"__builtins__": builtins, "_value": 5}


def test_names_are_as_before_after_an_error():
    namespace: dict[str, Any] = {"__builtins__": builtins}

    with pytest.raises(ZeroDivisionError):
        ran("x = [1]\nfor y in x: 1 / 0", namespace)
    assert namespace == {"__builtins__": builtins, "x": [1], "y": 1}


def test_names_that_the_notebook_has_stay_as_they_are():
    namespace: dict[str, Any] = {"__builtins__": builtins, "_iterator": 5, "y": [1]}

    ran("for x in y: pass", namespace, only=["for"])

    assert namespace == {"__builtins__": builtins, "_iterator": 5, "y": [1], "x": 1}


def test_functions_that_are_made_later_find_what_they_need():
    namespace: dict[str, Any] = {"__builtins__": builtins}

    ran("def f(n):\n    def g(): return [[i, 'a'] for i in range(n)]\n    return g", namespace)

    assert namespace["f"](2)() == [[0, "a"], [1, "a"]]


def test_what_is_for_modules_only_is_run_if_it_goes():
    namespace: dict[str, Any] = {"__builtins__": builtins, "__name__": "__main__"}

    with pytest.raises(UsageError, match="this can be shown, but not run: annotated name 'x'"):
        ran("x: int = 1", namespace, only=["for"])
    with pytest.raises(UsageError, match=r"a cell with `import \*` can be shown, but not run"):
        ran("from os import *", namespace)
    ran("x: int = 1", namespace)
    assert namespace["x"] == 1


def test_a_module_that_the_notebook_has_is_the_same():
    import types

    namespace: dict[str, Any] = {"types": types, "__name__": "__main__"}

    ran("class C: pass", namespace, only=["class"])

    assert namespace["types"] is types


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1 + 2", 3),
        ("x = 1", None),
        ("1\nif 1: 2", None),
        ("[x for x in (1, 2)]", [1, 2]),
        ("", None),
        ("# no", None),
        ("é = '日'; é + 'é' # é", "日é"),
        ("_value = 5\n_value + 1", 6),
        ("(1,\n 2)", (1, 2)),
        ("x = 1; (  # one\nx\n)", 1),
        ("(yes := 1)", 1),
    ],
)
def test_the_value_is_that_of_the_last_expression(cell: str, value: Any):
    assert ran(cell, {}) == value


# In a real kernel.


class Kernel:
    """A kernel that has loaded MVPy."""

    def __init__(self, client: Any, notebook: Any) -> None:
        self.client, self.notebook = client, notebook

    def run(self, text: str) -> list[Any]:
        """The outputs of a cell; text that a kernel sends in pieces is one."""
        cell = nbformat.v4.new_code_cell(text)
        self.notebook.cells.append(cell)
        self.client.execute_cell(cell, len(self.notebook.cells) - 1)
        found: list[Any] = []
        for output in cell.outputs:
            if found and output.output_type == "stream" and output.get("name") == found[-1].get("name"):
                found[-1].text += output.text
            else:
                found.append(output)
        return found

    def shown(self, text: str) -> str:
        """The one output of a cell, as text."""
        (output,) = self.run(text)
        return str(output.data["text/plain"])

    def error(self, text: str) -> tuple[str, str]:
        """What kind of output says what is wrong with a cell, and what it says."""
        (output,) = self.run(text)
        if output.output_type == "error":
            return output.ename, "\n".join(output.traceback)
        return output.name, output.text


@pytest.fixture(scope="module")
def kernel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kernel]:
    folder = tmp_path_factory.mktemp("kernel")
    notebook = nbformat.v4.new_notebook()
    client = nbclient.NotebookClient(
        notebook,
        timeout=60,
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("IPYTHONDIR", str(folder / "ipython"))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(folder / "runtime"))
        patch.setenv("NO_COLOR", "1")
        with client.setup_kernel():
            found = Kernel(client, notebook)
            assert found.run("%load_ext mvpy") == []
            yield found


LOOP = """\
_iterator = iter(y)
_no_more = object()
_item = next(_iterator, _no_more)
while _item is not _no_more:
    x = _item
    z
    _item = next(_iterator, _no_more)"""


def test_a_cell_shows_what_it_becomes_and_is_not_run(kernel: Kernel):
    (output,) = kernel.run("%%desugar --only for\nfor x in y: z")

    assert output.output_type == "execute_result"
    assert output.data["text/plain"] == LOOP
    assert output.data["text/html"].startswith('<div class="mvpy-output">')
    assert kernel.shown("type(_).__name__, _.changed") == "('Desugared', True)"


def test_options_are_those_of_the_command(kernel: Kernel):
    assert kernel.shown("%%desugar --only if,for --only with\nx") == "x"
    assert kernel.shown("%%desugar --keep for\nfor x in y: z").startswith("# mvpy 0.1, keep for_statement")
    assert kernel.shown("%%desugar --until for\nfor x in y: z").startswith("# mvpy 0.1, until for_statement")
    assert (
        kernel.shown("%%desugar --level readable --target-version 3.9\nassert x").splitlines()[0]
        == "# mvpy 0.1, readable, for Python 3.9"
    )
    assert len(kernel.shown("%%desugar --exact\nx[0]")) > len(kernel.shown("%%desugar\nx[0]"))


def test_magics_and_commands_are_calls(kernel: Kernel):
    shown = kernel.shown("%%desugar --only for\n%time x\n!ls\nfoo?\nfor x in y: z")

    assert shown == (
        "get_ipython().run_line_magic('time', 'x')\n"
        "get_ipython().system('ls')\n"
        "get_ipython().run_line_magic('pinfo', 'foo')\n" + LOOP
    )


def test_a_cell_with_await_is_shown_as_a_coroutine_function(kernel: Kernel):
    shown = kernel.shown("%%desugar --only for\nx = await y")

    assert shown.splitlines()[1:3] == ["async def cell():", "    global x"]
    assert "it can be shown, but not run" in kernel.error("%%desugar --run --exact\nx")[1]
    assert kernel.error("%%desugar --run\nawait y") == (
        "stderr",
        "UsageError: a cell with `await` outside of functions can be shown, but not run: leave out --run\n",
    )


def test_a_cell_is_run_and_leaves_its_names_only(kernel: Kernel):
    kernel.run("import builtins\nbefore, of_python = set(globals()), set(vars(builtins))")

    display, printed, value = kernel.run(
        "%%desugar --run\ndef squares(n):\n    for i in range(n): print('at', i)\n    return [i * i for i in range(n)]\nsquares(2)"
    )

    assert display.data["text/plain"].startswith("# mvpy 0.1, core")
    assert (printed.text, value.data["text/plain"]) == ("at 0\nat 1\n", "[0, 1]")
    assert kernel.run("squares(3)")[1].data["text/plain"] == "[0, 1, 4]"
    added = "sorted(name for name in set(globals()) - before if not name.startswith(('_i', '_')))"
    assert kernel.shown(added) == "['before', 'of_python', 'squares']"
    assert (
        kernel.shown(
            "sorted(name for name in globals() if name in ('_end', '_iterator', '_tuple_of', '_result'))"
        )
        == "[]"
    )
    assert kernel.shown("set(vars(builtins)) == of_python, __builtins__ is builtins") == "(True, True)"


def test_an_error_of_the_cell_is_shown_where_it_was(kernel: Kernel):
    _, error = kernel.run("%%desugar --run --only for\nfor x in [1]:\n    x / 0")

    assert (error.output_type, error.ename) == ("error", "ZeroDivisionError")
    assert "mvpy/notebook" not in "\n".join(error.traceback)
    assert "<desugared cell" in "\n".join(error.traceback)


def test_a_function_of_the_notebook_is_shown(kernel: Kernel):
    kernel.run(
        "class Door:\n    @property\n    def is_open(self):\n        for x in y: z\n\nhalf = lambda n: n / 2"
    )
    kernel.run("await __import__('asyncio').sleep(0)\ndef later():\n    for x in y: z")

    assert kernel.shown("%desugar --only for Door.is_open") == "@property\ndef is_open(self):\n" + indented(
        LOOP
    )
    assert kernel.shown("%desugar --only for Door").startswith("class Door:\n    @property\n")
    assert kernel.shown("%desugar --only lambda half") == (
        "def _lambda(n):\n    return n / 2\n\n\nhalf = _lambda"
    )
    kernel.run("class Door:\n    x = 1")
    assert (
        kernel.shown("%desugar --only for Door") == "class Door:\n    x = 1"
    )  # the one that was defined last
    assert kernel.shown("%desugar --only for later") == "def later():\n" + indented(LOOP)


def test_functions_that_are_called_alike_are_told_apart(kernel: Kernel):
    kernel.run(
        "def outer():\n    def inner():\n        1\n    return inner\ninner = outer()\n"
        "def twice(): 2\nfirst = twice\ndef twice(): 3"
    )

    assert kernel.shown("%desugar --only for inner") == "def inner():\n    1"
    assert kernel.shown("%desugar --only for first") == "def twice(): 2"
    assert kernel.shown("%desugar --only for twice") == "def twice(): 3"


def indented(text: str) -> str:
    """*text*, one level deeper."""
    return "".join(f"    {line}" for line in text.splitlines(keepends=True))


def test_a_function_that_is_imported_is_shown(kernel: Kernel):
    kernel.run("import textwrap, functools\nfrom bisect import insort")

    assert kernel.shown("%desugar --only for textwrap.dedent").startswith("def dedent(text):\n")
    assert kernel.shown("%desugar textwrap.TextWrapper.fill").startswith("def fill(self, text):\n")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("%%desugar --only wiht\nx", "unknown rewrite 'wiht'; did you mean 'with_statement'?"),
        ("%%desugar --onyl with\nx", "unrecognized arguments: --onyl"),
        ("%%desugar --target-version new\nx", "--target-version is a version like 3.13, not 'new'"),
        ("%%desugar --target-version 2.7\nx", "target is a version from (3, 8) to (3, 15), not (2, 7)"),
        ("%%desugar f\nx", "'f': a name is for %desugar; a cell is all of it"),
        ("%desugar", "%desugar takes the name of a function or class; for a cell, it is %%desugar"),
        ("%desugar nothing", "there is no 'nothing' in this notebook"),
        ("%desugar len", "'len' has no source in Python that can be found"),
        ("%desugar builtins", "'builtins' is a module: use `!mvpy desugar FILE`"),
        ("%desugar given", "'given' is no function and no class"),
        ("%desugar given.pop.x", "'given.pop' has no 'x'"),
        ("%desugar --run given", "--run is for cells"),
    ],
)
def test_what_cannot_be_done_is_said(kernel: Kernel, cell: str, words: str):
    kernel.run("import builtins\ngiven = [1]")

    name, said = kernel.error(cell)

    assert name == "stderr"
    assert said.startswith(f"UsageError: {words}")


def test_what_is_not_python_is_shown_with_a_caret_and_no_traceback(kernel: Kernel):
    assert kernel.error("%%desugar\nfor x in y:\n    x y") == (
        "Unreadable",
        "cell:2:7: this isn't Python: 'y' can't follow here\n    x y\n      ^",
    )


def test_what_a_plain_output_may_change_is_said(kernel: Kernel):
    warning, _ = kernel.run("%%desugar --only for\nfor x in globals(): x")

    assert warning.text.startswith("cell:1:10: warning: ")


# What is told of them.


def test_a_cell_is_explained_and_not_run(kernel: Kernel):
    (output,) = kernel.run("%%explain --construct with\nwith '</script>\u202e': x\nfor y in z: x")
    text, html = output.data["text/plain"], output.data["text/html"]

    assert text.startswith("cell:1:1  with_statement\nThe `with` statement: ")
    assert "for_statement\n" not in text
    assert "</script>" not in html
    assert "\u202e" not in html
    shown = Text(html)
    assert shown.text.strip().replace("U+202E", "\u202e").splitlines() == text.splitlines()
    assert set(shown.tags) == {"pre", "code", "span", "a"}


def test_a_function_is_explained(kernel: Kernel):
    kernel.run("def door(y):\n    with y: pass\ndef other(y):\n    for x in y: pass\nimport textwrap")

    told = kernel.shown("%explain door")

    assert ":2:5  with_statement\n" in told
    assert "for_statement\n" not in told
    assert "\nThe `for` statement: " in kernel.shown("%explain --construct for textwrap.dedent")


def test_what_is_told_can_be_chosen(kernel: Kernel):
    cell = "for x in y: pass\nfor x in z: pass\nx = 1"

    assert (
        kernel.shown(f"%%explain --construct for\n{cell}").count("\n1 more place, which --all shows: line 2.")
        == 1
    )
    assert kernel.shown(f"%%explain --all --construct for\n{cell}").count("_iterator = iter(") == 2
    nothing = "Nothing to explain: nothing on line 3 becomes anything else."
    assert kernel.shown(f"%%explain --line 3\n{cell}") == nothing
    assert kernel.shown("%%explain\nx = 1") == "Nothing to explain: this is strict core."
    assert "What exact adds" in kernel.shown("%%explain --exact --construct for\nfor x in y: pass")
    assert "cell:4:5  for_statement" in kernel.shown("%%explain --line 1\nfor x in await y: pass\nx = [1]")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("%%explain --construct wiht\nx", "unknown rewrite 'wiht'; did you mean 'with_statement'?"),
        ("%%explain --line 3-2\nx", "'3-2' is neither a line like 3 nor lines like 3-5"),
        ("%%explain --target-version 2.7\nx", "--target-version is a version from 3.8 to 3.15, not '2.7'"),
        ("%explain", "%explain takes the name of a function or class; for a cell, it is %%explain"),
        ("%explain --line 3 len", "--line is for cells"),
        ("%explain len", "'len' has no source in Python that can be found"),
    ],
)
def test_what_cannot_be_told_is_said(kernel: Kernel, cell: str, words: str):
    assert kernel.error(cell) == ("stderr", f"UsageError: {words}\n")


def test_the_page_shows_what_a_kernel_shows(kernel: Kernel):
    page = (Path(__file__).parents[1] / "docs" / "notebook.md").read_text(encoding="utf-8")
    cell, output = re.findall(
        r"^```(?:text|python)\n(%%desugar.*?|(?!%).*?)^```", page, re.MULTILINE | re.DOTALL
    )[:2]

    assert kernel.shown(cell.rstrip()) == output.rstrip()
