"""`mvpy desugar --line` and `--function`: the part of an output that became of these lines, or of that function."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from mvpy.command.cli import main
from mvpy.command.parts import Definition, cut, definitions_in, whole_statements

PROGRAM = '''\
"""A stack."""

# How many?
LIMIT = 3


class Stack:
    # What puts something on it.
    @staticmethod
    @property
    def push(
        items,
        *more,
    ):
        for item in more:
            with items:
                items.append(item)
        # done

    # Of what follows.
    def push(self): pass


if LIMIT:
    def outer():
        def inner():
            return """
def no_function():
    pass
"""
        class Local: ...
        return inner
print(
    LIMIT,

    1)
'''


@pytest.fixture(autouse=True)
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program, alone in a folder to work in."""
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    Path("a.py").write_text(PROGRAM)
    return tmp_path / "a.py"


def desugar(*options: str) -> Result:
    """What `mvpy desugar OPTIONS` does."""
    return CliRunner().invoke(main, ["desugar", *options], prog_name="mvpy")


# Which lines.


def test_definitions_have_their_decorators_and_the_comments_right_above_them():
    assert list(definitions_in(PROGRAM)) == [
        Definition("Stack", (7, 21)),
        Definition("Stack.push", (8, 18)),
        Definition("Stack.push", (20, 21)),
        Definition("outer", (25, 32)),
        Definition("outer.inner", (26, 30)),
        Definition("outer.Local", (31, 31)),
    ]


@pytest.mark.parametrize("text", ["", "\n", "# only this", "x = 1"])
def test_there_may_be_none(text: str):
    assert list(definitions_in(text)) == []


def test_a_definition_may_go_on_in_the_next_line_and_end_the_program():
    text = "async \\\n  def \\\n f(): pass\n@a\nclass C: pass"

    assert list(definitions_in(text)) == [Definition("f", (1, 3)), Definition("C", (4, 5))]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((4, 4), (4, 4)),
        ((13, 13), (9, 14)),  # inside the header of a definition, which begins with its decorators
        ((28, 28), (27, 30)),  # inside a string
        ((34, 36), (33, 36)),
        ((33, 33), (33, 36)),
        ((5, 6), (5, 6)),  # nothing is there
        ((3, 3), (3, 3)),
    ],
)
def test_lines_are_those_of_whole_statements(lines: tuple[int, int], expected: tuple[int, int]):
    assert whole_statements(PROGRAM, lines) == expected


# What is shown of them.


def test_a_line_may_become_lines_that_others_stand_between():
    shown = desugar("a.py", "--only", "for", "--line", "15").stdout

    assert shown == (
        "_iterator = iter(more)\n"
        "_no_more = object()\n"
        "_item = next(_iterator, _no_more)\n"
        "while _item is not _no_more:\n"
        "    item = _item\n"
        "    # ...\n"
        "    _item = next(_iterator, _no_more)\n"
    )


def test_clauses_that_have_no_line_of_their_own_stand_where_their_statement_does():
    shown = desugar("a.py", "--only", "with", "--line", "16").stdout

    assert shown.splitlines()[4:] == [
        "try:",
        "    # ...",
        "except BaseException as _error:",
        "    if not _leave(_manager, type(_error), _error, _error.__traceback__):",
        "        raise",
        "else:",
        "    _leave(_manager, None, None, None)",
    ]


def test_a_clause_of_the_program_is_none_of_those():
    code = "try:\n    a\nexcept E:\n    b\n"

    assert cut(code, [1, 2, 3, 4], [(4, 4)])[0] == "b\n"
    assert cut(code, [1, 2, 3, 4], [(1, 2)])[0] == "try:\n    a\n"


def test_a_function_is_shown_with_what_is_made_of_its_decorators():
    shown = desugar("a.py", "--function", "Stack.push").stdout

    assert shown.startswith(
        "# What puts something on it.\ndef _push(items, *more):\n    _iterator = iter(more)\n"
    )
    assert "\npush = staticmethod(property(_push))\n" in shown
    assert "# done" in shown
    assert "# Of what follows." in shown  # it is called so, too
    assert "LIMIT" not in shown


def test_the_source_map_goes_with_it():
    code, source_map = cut("a\nb\n\nc\n    d\ne\n", [1, 2, 0, 3, 0, 4], [(2, 3)])

    assert (code, source_map) == ("b\n\nc\n", [2, 0, 3])


def test_lines_without_an_origin_are_shown_between_others():
    code, source_map = cut("h\na\ng\n\nb\nt\n", [0, 1, 0, 0, 1, 0], [(1, 1)])

    assert (code, source_map) == ("a\ng\n\nb\n", [1, 0, 0, 1])


def test_a_program_that_stays_as_it_is_has_parts_too():
    assert desugar("-c", "def f():\n  a(b)\nprint(f)", "--function", "f", "--only", "with").stdout == (
        "def f():\n  a(b)\n"
    )


def test_original_lines_stand_above_it():
    shown = desugar("a.py", "--only", "for", "--annotate", "--line", "15-17").stdout

    assert shown.startswith("# |         for item in more:\n_iterator = iter(more)\n")
    assert "    # |             with items:\n    with items:\n" in shown
    assert "LIMIT" not in shown


def test_places_and_warnings_are_those_of_the_part():
    Path("b.py").write_text("for x in globals(): print(x)\nfor y in globals(): print(y)\n")

    result = desugar("b.py", "-v", "--only", "for", "--line", "2")

    assert "b.py:2: for_statement" in result.stderr
    assert "b.py:2:10: warning" in result.stderr
    assert "b.py:1:" not in result.stderr


def test_what_became_nothing_is_said():
    result = desugar("a.py", "--line", "5-6")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "a.py: nothing in the output has come from there\n"


# What is not there.


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--line", "37"], "there is no line 37: the program has 36 lines"),
        (["--line", "3-37"], "there is no line 37: the program has 36 lines"),
        (
            ["--function", "outer.iner"],
            "there is no function or class 'outer.iner'; did you mean 'outer.inner'?",
        ),
        (["--function", "push"], "there is no function or class 'push'; did you mean 'Stack.push'?"),
        (["--function", "no_function"], "there is no function or class 'no_function'"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_said(options: list[str], words: str):
    result = desugar("a.py", *options)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"a.py: {words}\n")


@pytest.mark.parametrize("value", ["0", "x", "3-", "-3", "5-3", "3-4-5", "²", ""])
def test_lines_are_one_or_two_numbers(value: str):
    result = desugar("a.py", f"--line={value}")

    assert result.exit_code == 2
    assert (
        f"Error: Invalid value for '--line': '{value}' is neither a line like 3 nor lines like 3-5."
        in result.stderr
    )


ELSEWHERE = (
    "-o out.py", "--in-place", "--check", "--diff", "--source-map map.json", "--steps", "--step 1", "--verify",
)  # fmt: skip


@pytest.mark.parametrize("option", ELSEWHERE)
@pytest.mark.parametrize("part", ["--line 4", "--function outer"])
def test_a_part_is_only_shown(program: Path, part: str, option: str):
    result = desugar("a.py", *part.split(), *option.split())

    assert (result.exit_code, result.stdout) == (2, "")
    assert "exclude each other" in result.stderr
    assert [path.name for path in program.parent.iterdir()] == ["a.py"]


def test_a_part_is_one_of_one_file():
    assert "Error: --line is for one file" in desugar("a.py", "a.py", "--line", "4").stderr
    assert (
        "Error: --line and --function exclude each other"
        in desugar("a.py", "--line", "4", "--function", "outer").stderr
    )
