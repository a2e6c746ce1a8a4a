"""`mvpy explain`, as people see it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from test_docs import script

from mvpy.command.cli import main
from mvpy.command.explanation_lines import numbered, together
from mvpy.explain.model import Change, Line

WITH = "with open(path) as file:\n    print(file.read())\n"


def explain(*words: str, width: int = 80, text: str | None = None) -> Result:
    """What `mvpy explain` makes of *words* on a terminal of this *width*, with *text* on standard input."""
    return CliRunner(env={"COLUMNS": str(width)}).invoke(main, ["explain", *words], input=text)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a program in the current folder."""
    monkeypatch.chdir(tmp_path)
    Path("program.py").write_text(f"import os\n\n\ndef f(path):\n    return 1 if path else 2\n\n\n{WITH}")
    return "program.py"


def test_constructs_are_told_in_the_order_of_the_source(program: str):
    heads = [line for line in explain(program).stdout.split("\n") if line.startswith(program)]

    assert heads == [
        "program.py:1:1  import_statement",
        "program.py:5:12  conditional_expression",
        "program.py:8:1  with_statement",
        "program.py:9:11  attribute",
    ]


def test_what_fits_stands_side_by_side():
    lines = explain("-c", "x = a if b else c").stdout.split("\n")

    assert lines[3:8] == [
        "  1  x = a if b else c  │  if b:",
        "                        │      _value = a",
        "                        │  else:",
        "                        │      _value = c",
        "                        │  x = _value",
    ]


def test_wide_characters_and_tabs_keep_the_columns():
    lines = explain("-c", "if a:\n\tx = '猫' if b else c", "--construct", "ternary").stdout.split("\n")

    assert lines[3:5] == [
        "  2  x = '猫' if b else c  │  if b:",
        "                           │      _value = '猫'",
    ]


def test_what_a_terminal_would_obey_is_escaped():
    told = explain("-c", "x = '\x1b[31m\u202e' if b else c", "--construct", "ternary").stdout

    assert "x = '\\x1b[31m\\u202e' if b else c" in told
    assert not {"\x1b", "\u202e"} & set(told)


def test_what_does_not_fit_stands_one_above_the_other():
    lines = explain("-c", "x = a if b else c", width=30).stdout.split("\n")

    assert lines[lines.index("becomes") + 2] == "     if b:"
    assert "  1  x = a if b else c" in lines


@pytest.mark.parametrize("width", [40, 80, 200])
def test_words_are_no_wider_than_the_terminal_and_never_very_wide(width: int):
    told = explain("-c", WITH, "--construct", "with", width=width).stdout.split("\n")
    words = told[told.index("What matters here") :]

    assert max(len(line) for line in words if "/" not in line) <= min(width, 88)


def test_there_is_no_colour_where_there_is_no_terminal():
    assert "\x1b" not in explain("-c", WITH).stdout


def test_facts_have_their_numbers_and_their_programs():
    told = explain("-c", WITH, "--construct", "with").stdout

    assert "\n  2. `__enter__` and `__exit__` are both looked up, on the type" in told
    assert "\n     shown by with_statement/" in told
    assert "  1. Several items" not in told
    assert "https://docs.python.org/3/reference/compound_stmts.html#the-with-statement\n" in told


def test_exact_names_the_facts_beside_each_line():
    told = explain("-c", WITH, "--construct", "with", "--exact").stdout

    assert "\n  1 2 3  except:\n" in told
    assert "\n         else:\n" in told
    assert "\n  2. (release) The manager is let go" in told
    assert "What exact adds" not in explain("-c", WITH).stdout


def test_exact_that_adds_nothing_says_so():
    told = explain("-c", "x = 1; y = 2", "--exact").stdout

    assert "What exact adds\n  Nothing: the exact form is the plain one.\n" in told


def test_lines_and_constructs_can_be_chosen(program: str):
    assert explain(program, "--line", "5").stdout.startswith("program.py:5:12  conditional_expression\n")
    assert explain(program, "--line", "8-9").stdout.count("program.py:") == 2
    assert explain(program, "--construct", "ternary,walrus").stdout.count("program.py:") == 1
    assert (
        explain(program, "--construct", "ternary", "--construct", "import").stdout.count("program.py:") == 2
    )
    assert explain(program, "--construct", "import", "--line", "5").stdout == (
        "Nothing to explain: there is no import_statement on line 5.\n"
    )
    assert explain(program, "--construct", "lambda").stdout == (
        "Nothing to explain: there is no lambda_expression here.\n"
    )
    assert explain("-c", "x = 1\ny = a.b", "--line", "1-1").stdout == (
        "Nothing to explain: nothing on line 1 becomes anything else.\n"
    )


def test_a_line_in_a_suite_is_not_the_statement_around(program: str):
    assert "with_statement" not in explain(program, "--line", "9").stdout


def test_other_places_are_counted_and_all_shows_them():
    text = "a.b\nc.d\ne.f; g.h\n"

    assert "\n3 more places, which --all shows: lines 2 and 3 (2 times).\n" in explain("-c", text).stdout
    assert explain("-c", text, "--all", "--construct", "attribute").stdout.count("getattr(") == 4


def test_a_program_that_shows_a_fact_can_be_seen():
    told = explain("-c", WITH, "--construct", "with").stdout
    (name,) = re.findall(r"`mvpy rewrites (\S+)` shows that program", " ".join(told.split()))

    assert f"shown by {name}" in told
    result = CliRunner().invoke(main, ["rewrites", name])
    assert result.exit_code == 0 and result.stdout.startswith(f"{name}\n\n    # ")
    assert re.search(r"\n\nshows, on CPython [^\n]*\n\n    \w", result.stdout)
    missing = CliRunner().invoke(main, ["rewrites", "with_statement/nothing"])
    assert missing.exit_code == 2 and "the corpus has no program 'with_statement/nothing'" in missing.stderr


def test_json_has_a_short_name(program: str):
    assert explain(program, "--json").stdout == explain(program, "--format", "json").stdout != ""


def test_strict_core_is_said_to_be_that():
    result = explain("-c", "x = f(1)")

    assert (result.exit_code, result.stdout) == (0, "Nothing to explain: this is strict core.\n")


def test_helpers_are_shown_or_named():
    assert "\nabove the program\n\n      import operator\n" in explain("-c", "x = a + b").stdout
    assert "lines: _import_from." in explain("-c", "from math import pi").stdout


def test_what_is_opened_besides_is_named():
    told = explain("-c", "def f():\n    with a:\n        return 1\n", "--construct", "with").stdout

    assert (
        "Rewritten along with it: jump_through_finally (A jump out of `try` … `finally`\nor `with`)." in told
    )


def test_what_is_left_to_another_rewrite_is_named():
    told = explain("-c", "a = b, c = x\n", "--construct", "chained_assignment").stdout

    assert "Left to: unpacking (A target list)." in " ".join(told.split())


def test_many_lines_that_stay_are_folded():
    text = "with a:\n" + "".join(f"    f({number})\n" for number in range(20))
    told = explain("-c", text, "--construct", "with").stdout

    assert told.count("    … 17 lines more\n") == 2
    assert told.count("    f(19)\n") == 2
    assert "f(7)" not in told


def test_what_goes_here_and_comes_there_is_one_change():
    gone = Change(1, (Line("a", 1),), ())
    come = Change(4, (), (Line("b", 1),))

    assert together([gone, come]) == [Change(1, gone.before, come.after)]
    assert together([come, gone]) == [come, gone]


def test_numbers_of_lines_are_few():
    assert numbered([3]) == "line 3"
    assert numbered([3, 3, 4]) == "lines 3 (2 times) and 4"
    assert numbered(list(range(30))) == "lines 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 18 others"
    assert numbered(list(range(13))).endswith("11 and 12")


def test_json_is_the_model(program: str):
    record = json.loads(explain(program, "--format", "json", "--line", "5").stdout)

    assert record["schema"] == 1
    assert record["versions"].keys() == {"python", "mvpy", "libcst"}
    assert [one["rewrite"] for one in record["constructs"]] == ["conditional_expression"]
    assert record["constructs"][0]["sites"][0]["place"]["line"] == 5


def test_the_target_decides_where_versions_differ():
    facts = explain("-c", "x = [y for y in z]", "--target-version", "3.11", "--format", "json").stdout

    assert json.loads(facts)["target"] == "3.11"


def test_standard_input_has_a_name():
    assert explain("-", text="assert a\n").stdout.startswith("<stdin>:1:1  assert_statement\n")
    assert explain(text="assert a\n").stdout.startswith("<stdin>:1:1  assert_statement\n")
    assert explain("-", "--stdin-filename", "x.py", text="assert a\n").stdout.startswith("x.py:1:1")


def test_line_ends_and_tabs_of_others_are_read(program: str):
    Path(program).write_bytes(b"if a:\r\n\tx = b if c else d\r\n")

    assert "program.py:2:6  conditional_expression\n" in explain(program).stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-c", "x = f("], "<command>:1:6: this isn't Python: '(' was never closed"),
        (["missing.py"], "missing.py: "),
        (["-c", "x", "y.py"], "-c takes the place of a file"),
        (["x.py", "y.py"], "one program at a time is explained"),
        (["."], ". is a folder; one program at a time is explained"),
        (["program.py", "--line", "x"], "'x' is neither a line like 3 nor lines like 3-5."),
        (["program.py", "--line", "5-2"], "'5-2' is neither a line like 3 nor lines like 3-5."),
        (["program.py", "--line", "0"], "'0' is neither a line like 3 nor lines like 3-5."),
        (["program.py", "--line", "99"], "program.py: there is no line 99; the last is 9"),
        (["program.py", "--construct", "wiht"], "unknown rewrite 'wiht'; did you mean 'with_statement'?"),
        (["program.py", "--construct", "while"], "'while' names no rewrite: it is part of the core"),
        (["program.py", "--stdin-filename", "x"], "--stdin-filename is for standard input"),
    ],
)
def test_mistakes_are_told(program: str, words: list[str], message: str):
    result = explain(*words)

    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_settings_are_those_of_other_commands(program: str):
    Path("pyproject.toml").write_text(
        '[tool.mvpy]\nformat = "json"\ntarget-version = "3.12"\nlevel = "readable"\n'
    )

    assert json.loads(explain(program).stdout)["target"] == "3.12"

    Path("pyproject.toml").write_text("[tool.mvpy]\nline = 3\n")
    assert "'line' can't be set here" in explain(program).stderr


def test_the_page_shows_what_the_command_says():
    maker = script("make_explain")

    assert maker.PAGE.read_text(encoding="utf-8") == maker.page(), "run: python docs/make_explain.py"
