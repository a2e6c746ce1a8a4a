"""A program on its way to the core: what each line of each step comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from mvpy.explain.origins import Mark
from mvpy.explain.source import Source
from mvpy.explain.trace import Step, Trace, traced
from mvpy.explain.written import Line
from mvpy.machine.kinds import EXACT, PLAIN
from mvpy.pipeline import desugar_source

CORPUS = Path(__file__).parents[1] / "corpus"
PROGRAMS = [
    "with_statement/managers_leave_in_reverse",
    "for_statement/a_stop_iteration_of_the_suite_is_not_the_end",
    "match_statement/a_mapping_pattern_calls_get",
    "comprehension/the_text_of_a_field_is_that_of_the_source",
    "except_star/the_types_are_evaluated_one_after_the_other",
    "jump_through_finally/a_generator_jumps_the_same_way",
    "class_definition/super_takes_the_first_argument_as_it_is_now",
    "traps/118_context_of_plain_statements",
    "coroutine/asynchronous_comprehensions",
    "programs/sudoku",
]
BOTH = """\
for word in ["spam", "eggs"]:
    for letter in word:
        print(a.b.c(word), letter if letter else f(letter))
"""


def text_of(name: str) -> str:
    """The program of the corpus called *name*."""
    return (CORPUS / f"{name}.py").read_text(encoding="utf-8")


def parts(line: Line) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each part of *line*: its text, the kind of node that it comes from, and through which rewrites."""
    at = 0
    for length, mark in line.parts:
        text, at = line.text[at : at + length], at + length
        if text.strip() and mark is not None:
            yield text.strip(), type(mark.source).__name__, mark.rewrites


def step(trace: Trace, rewrite: str) -> Step:
    """What *rewrite* has left."""
    return next(one for one in trace.steps if one.rewrite == rewrite)


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_line_of_the_output_comes_from_its_place(name: str):
    text = text_of(name)
    trace, output = traced(text, steps=False), desugar_source(text, kinds=PLAIN)
    source = Source(trace.program)
    decorators = text.count("\n@") + text.count(" @")

    assert "".join(f"{line.text}\n" for line in trace.output) == output.code
    wrong = []
    for number, (line, at) in enumerate(zip(trace.output, output.source_map, strict=True), 1):
        if number <= trace.above or not at or not re.match(r"\s*[^#]*\w", line.text):
            continue  # a bracket of its own is layout
        places = [source.statement(mark.source) for _, mark in line.parts if mark is not None]
        if not any(first - decorators <= at <= last for first, last in places):
            wrong.append((number, line.text, at, places))
    assert wrong == []


def marks_of(line: Line) -> set[Mark]:
    """The marks of the parts of *line*."""
    return {mark for _, mark in line.parts if mark is not None}


@pytest.mark.parametrize("name", PROGRAMS)
def test_each_change_comes_from_a_rule_of_the_step(name: str):
    trace = traced(text_of(name))
    before, wrong, count = trace.source, [], 0

    for one in trace.steps[:-1]:
        texts = [line.text for line in before], [line.text for line in one.lines]
        known = {mark for line in before for mark in marks_of(line)}
        for kind, _, _, k, m in SequenceMatcher(None, *texts, autojunk=False).get_opcodes():
            new = [line for line in one.lines[k:m] if line.text.strip()]
            if kind in ("equal", "delete") or not new:
                continue
            count += 1
            made = {mark for line in new for mark in marks_of(line)} - known
            if not any(mark.rewrite for mark in made):  # that of the step, or one that it has asked for help
                wrong.append((one.rewrite, [line.text for line in new]))
        before = one.lines
    assert count > 10
    assert len(wrong) <= 1 + count // 30, wrong  # what was moved, and nothing else, is not traced to a rule


@pytest.mark.parametrize("name", ["with_statement/managers_leave_in_reverse", "programs/sudoku"])
def test_the_steps_are_those_of_desugar(name: str):
    trace, output = traced(text_of(name)), desugar_source(text_of(name), kinds=PLAIN, steps=True)

    found = [(one.rewrite, "".join(f"{line.text}\n" for line in one.lines)) for one in trace.steps[:-1]]
    assert found == output.bare_steps


@pytest.mark.parametrize("kinds", [PLAIN, EXACT], ids=["plain", "exact"])
def test_the_output_is_that_of_desugar(kinds: frozenset[str]):
    text = text_of("with_statement/managers_leave_in_reverse")

    trace = traced(text, kinds=kinds, steps=False)

    assert "".join(f"{line.text}\n" for line in trace.output) == desugar_source(text, kinds=kinds).code
    assert all(
        sum(length for length, _ in line.parts) == len(line.text) for line in trace.output if line.parts
    )
    assert any(line.parts for line in trace.output[trace.above : trace.above + 1])
    assert 0 < trace.above < len(trace.output)


def test_loops_inside_of_one_another_are_told_apart():
    lines = step(traced(BOTH), "for_statement").lines

    made = [part for line in lines for part in parts(line) if part[2]]
    assert {kind for _, kind, _ in made} == {"For"} and {through for _, _, through in made} == {
        ("for_statement",)
    }
    marks = {line.text.split()[0]: line.parts[0][1] for line in lines if "= iter(" in line.text}
    assert set(marks) == {"_iterator", "_iterator_2"}
    assert marks["_iterator"].source is not marks["_iterator_2"].source


def test_what_is_kept_is_where_it_was():
    (line,) = [line for line in step(traced(BOTH), "for_statement").lines if "print" in line.text]

    assert [through for _, _, through in parts(line) if through] == []
    assert ("if", "IfExp", ()) in list(parts(line))


def test_what_is_hoisted_goes_with_what_it_was():
    lines = step(traced(BOTH), "conditional_expression").lines
    (line,) = [line for line in lines if line.text.strip().startswith("_value_2 = a.b.c")]

    assert ("=", "Call", ("conditional_expression",)) in list(parts(line))
    assert ("a", "Name", ()) in list(parts(line))


def test_a_thing_remembers_all_that_was_done_with_it():
    trace = traced("with a as b:\n    c\n")

    found = {through for line in trace.output for _, _, through in parts(line)}
    assert ("with_statement", "try_else", "if_statement") in found
    assert ("with_statement", "attribute", "string_literal") in found


def test_the_same_nodes_in_two_places_are_told_apart():
    trace = traced("if a: pass\nif b: pass\n")

    lines = [line for line in step(trace, "pass_statement").lines if line.text.strip() == "0"]
    sources = {id(mark.source) for line in lines for _, mark in line.parts if mark is not None}
    assert len(lines) == 2 and len(sources) == 2


def test_what_stands_above_the_program_comes_from_nowhere():
    trace = traced('"""Says what it is."""\nprint("it\'s")\n')

    assert "def _text" in "\n".join(line.text for line in trace.output[: trace.above])
    assert trace.output[trace.above].text.startswith("__doc__")


def test_what_has_lost_a_part_was_at_work():
    trace = traced("while a:\n    b()\nelse:\n    c()\n")

    (line,) = [line for line in step(trace, "loop_else").lines if line.text == "while a:"]
    assert ("while", "While", ("loop_else",)) in list(parts(line))
