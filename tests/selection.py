"""Which tests concern a rewrite, and which are quick.

`pytest --rewrite NAME` runs what concerns one rewrite; `pytest --fast` all but what takes long.
"""

from __future__ import annotations

import difflib
import json
import zlib
from functools import cache
from pathlib import Path

import libcst as cst
import pytest
from behaviour import changes, text_of
from contract_programs import Case
from grammar import ALTERNATIVES, Alternative
from nested_programs import FRAMES, Nest
from plain_forms import Form

from mvpy.explain.rewrite_words import is_forgotten
from mvpy.machine.rewrite import Rewrite
from mvpy.reading.parsing import parse
from mvpy.rewrites import ORDER

CORPUS = Path(__file__).parents[1] / "corpus"
TRAPS = json.loads((CORPUS / "traps" / "expected.json").read_text(encoding="utf-8"))
# Of these folders `--fast` runs every program where it runs one in three of the others: whole programs, and
# templates that few programs use.
ALWAYS = ("programs", "deferred_annotation", "type_parameters")
MOST_TRAPS, MOST_NESTS = 12, 1  # for one rewrite
# What takes longest is asked of one in so many of its programs.
ONE_IN = {
    "test_a_program_behaves_the_same_for_a_later_version": 4,  # and of those that say that they depend on it
    "test_after_each_rewrite_what_was_taken_is_gone": 4,
    "test_the_core_is_left_alone": 4,
    "test_the_output_runs_no_text": 4,
    "test_both_judges_find_the_strict_core": 2,
    "test_its_plain_core_behaves_the_same": 3,
}

# The files that go through all rewrites; with `--rewrite` they are run in this order, the most telling ones first.
GENERAL = (
    "test_rewrites", "test_grammar", "test_contracts", "test_each_rewrite_alone", "test_corpus", "test_recorded_outputs", "test_later_targets",
    "test_plain", "test_plain_forms", "test_host_contract", "test_traps", "test_spacing", "test_nesting",
)  # fmt: skip
# The files that are about some rewrites, beside them.
CONCERNS = {
    "test_annotation_text": "postponed_annotation",
    "test_comprehension_frames": "comprehension",
    "test_constants": "string_literal bytes_literal float_literal imaginary_literal negative_number set_display",
    "test_joining": "line_joining",
    "test_literals": "string_literal bytes_literal float_literal imaginary_literal string_concatenation "
    "formatted_string docstring",
    "test_nested_patterns": "match_statement",
    "test_targets": "assert_statement",
    "test_truth": "if_statement elif_clause conditional_expression boolean_operation comparison_chain "
    "unary_operation assert_statement",
    "test_releases": "unpacking for_statement comparison_chain finally_clause class_definition with_statement "
    "async_with_statement",
    "test_lines": "if_statement elif_clause break_statement continue_statement match_statement class_definition",
}

# What `--fast` leaves out: of a file, the tests whose names begin so; of these it runs one in so many, by programs; 0 is none.
SLOW: dict[str, dict[str, int]] = {
    "test_cache": {"": 0},
    "test_command": {"": 0},
    "test_conform_bundle": {"": 0},
    "test_conform_ladder": {"test_the_toy": 0, "test_of_what_comes_after": 4},
    "test_contracts": {"test_after_each_rewrite_what_was_taken": 0, "test_a_construct_is_called": 0},
    "test_node_kinds": {"test_skipping_changes_nothing": 0},
    "test_corpus": {
        "test_a_program_behaves_the_same": 3,
        "test_both_judges_find": 16,
        "test_the_output_runs_no_text": 16,
        "test_the_core_is_left_alone": 16,
        "test_the_prelude_is_left": 0,
        "test_a_whole_program_prints": 4,
    },
    "test_each_rewrite_alone": {
        "test_with_all_rewrites_it_fires": 3,
        "test_a_program_behaves_the_same_with_all": 16,
        "test_the_output_of_a_rewrite_holds": 4,
        "test_the_prelude_holds": 0,
        "test_each_rewrite_fires": 0,
        "test_a_program_without_any": 0,
    },
    "test_explain_page": {"test_the_page_of_the_tour": 0, "test_deep": 0},
    "test_forged_reports": {"": 0},
    "test_grammar": {"test_a_program_of_the_corpus": 4, "test_the_rewrites_that_are_named": 4},
    "test_host_contract": {
        "test_a_program": 0,
        "test_the_original": 0,
        "test_what_a_core": 0,
        "test_an_entry_is_there": 0,
        "test_exactly": 0,
        "test_the_page": 0,
    },
    "test_isolation": {"": 0},
    "test_ladder_faults": {"test_a_fault_stops": 8},
    "test_later_targets": {"test_a_program_behaves": 0},
    "test_layout": {"test_black_would": 0},
    "test_lifetime": {"": 0},
    "test_nesting": {"test_each_construct_in_another": 0},
    "test_orders": {"": 0},
    "test_newcomers": {"test_a_wrong_place": 8},
    "test_output": {"test_every_step_on_the_way": 0},
    "test_plain": {"test_a_program_behaves": 4, "test_its_plain_core": 8},
    "test_plain_forms": {
        "test_what_its_rewrites": 2,
        "test_its_plain_core": 4,
        "test_what_is_not_compared": 0,
    },
    "test_prelude": {"test_the_helpers_do": 0, "test_a_type_that_nobody": 0},
    "test_properties": {"": 0},
    "test_recorded_outputs": {"test_an_output": 4, "test_its_rewrite_alone": 0},
    "test_sandbox": {"": 0},
    "test_scopes": {"test_symtable_agrees_about_the_standard": 0, "test_the_compiler_agrees": 0},
    "test_selection": {"test_what_concerns_a_rewrite": 0},
    "test_spacing": {"test_all_rewrites": 0},
    "test_streams": {"": 0},
    "test_traps": {"test_the_core_prints": 3},
    "test_verify": {"": 0},
    "test_workers": {"": 0},
    "test_writing": {"": 0},
}


def name_of_rewrite(name: str) -> str:
    """*name*, which must be that of a rewrite."""
    if is_forgotten(name):
        raise pytest.UsageError(f"rewrites/ has {name!r}, and ORDER in rewrites/__init__.py does not name it")
    if name not in ORDER:
        near = difflib.get_close_matches(name, ORDER, 3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise pytest.UsageError(f"there is no rewrite {name!r}{hint}")
    return name


# One rewrite ----------------------------------------------------------------------------


def may_concern(path: Path, name: str) -> bool:
    """Whether the file *path* has tests that say something about the rewrite *name*."""
    return path.stem in GENERAL or name in CONCERNS.get(path.stem, "").split()


def concerns(item: pytest.Item, name: str) -> bool:
    """Whether the test *item* says something about the rewrite *name*."""
    params = getattr(item, "callspec", None)
    if params is None:
        return name in CONCERNS.get(item.path.stem, "").split()
    values = params.params
    if item.path.stem == "test_traps":
        return values.get("name") in traps_of(name)
    if (one_in := ONE_IN.get(item.name.partition("[")[0])) and not is_asked(values["path"], one_in):
        return False
    if "frame" in values:
        return values["frame"] in frames_of(name)
    if any(is_about(value, name) for value in values.values()):
        return True
    return name in CONCERNS.get(item.path.stem, "").split()


def is_about(value: object, name: str) -> bool:
    """Whether *value*, a parameter of a test, stands for the rewrite *name*."""
    match value:
        case Path():
            return value.parent == CORPUS / name
        case Rewrite():
            return value.name == name
        case Case():
            return value.rewrite == name
        case Alternative():
            return name in value.rewrites
        case Form():
            return name in value.rewrites
        case Nest():
            return holds_construct(value.text, name)
    return value == name


def is_asked(path: Path, one_in: int) -> bool:
    """Whether `--rewrite` asks something of the program at *path* that it asks of one in *one_in*."""
    return bool(changes(path)) or path.parent.name in ALWAYS or ranks(path.parent)[path.name] % one_in == 0


@cache
def traps_of(name: str) -> frozenset[str]:
    """The smallest traps that hold an alternative of the grammar that the rewrite *name* takes."""
    paths = sorted((CORPUS / "traps" / trap for trap in TRAPS), key=lambda path: (path.stat().st_size, path))
    return frozenset(
        found.name for found in first(paths, MOST_TRAPS, lambda path: holds_construct(text_of(path), name))
    )


@cache
def frames_of(name: str) -> frozenset[str]:
    """The first frames of nested programs that hold an alternative of the grammar that the rewrite *name* takes."""
    return frozenset(
        first(FRAMES, MOST_NESTS, lambda frame: holds_construct(FRAMES[frame].replace("$", "pass"), name))
    )


def first(things, most: int, wanted) -> list:
    """The first *most* of *things* that are *wanted*."""
    found: list = []
    for thing in things:
        if len(found) == most:
            break
        if wanted(thing):
            found.append(thing)
    return found


@cache
def holds_construct(text: str, name: str) -> bool:
    """Whether the program *text* holds an alternative of the grammar that the rewrite *name* takes."""
    own = [one for one in ALTERNATIVES if name in one.rewrites]
    nodes = nodes_of(text) if own else {}
    return any(one.is_in(nodes) for one in own)


@cache
def nodes_of(text: str) -> dict[str, list[cst.CSTNode]]:
    """The nodes of the program *text*, by the names of their types."""
    found: dict[str, list[cst.CSTNode]] = {}
    waiting: list[cst.CSTNode] = [parse(text)]
    while waiting:
        node = waiting.pop()
        found.setdefault(type(node).__name__, []).append(node)
        waiting.extend(node.children)
    return found


# The fast tier --------------------------------------------------------------------------


def is_quick(item: pytest.Item) -> bool:
    """Whether `--fast` runs *item*."""
    values = item.callspec.params if hasattr(item, "callspec") else {}
    path = CORPUS / "traps" / values["name"] if item.path.stem == "test_traps" and "name" in values else None
    return is_drawn(item.path.stem, item.name, values.get("path", path))


def is_drawn(file: str, test: str, path: Path | None) -> bool:
    """Whether `--fast` runs the *test* in *file*, about the program at *path* if it is about one."""
    one_in = next((n for name, n in SLOW.get(file, {}).items() if test.startswith(name)), 1)
    if one_in < 2:
        return one_in == 1
    if path is None:
        return zlib.crc32(test.encode()) % one_in == 0
    return path.parent.name in ALWAYS and one_in <= 3 or ranks(path.parent)[path.name] % one_in == 0


@cache
def ranks(folder: Path) -> dict[str, int]:
    """The programs of *folder*, numbered; which has which number, says chance."""
    names = sorted((path.name for path in folder.glob("*.py")), key=lambda name: zlib.crc32(name.encode()))
    return {name: number for number, name in enumerate(names)}
