"""The host contract: programs with one construct each, what their cores need of a host, and the probes."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import json
import shlex
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType

import libcst as cst
import pytest
from click.testing import CliRunner
from contract_programs import Case, Uses, answer, bound_by, cases, probe_codes
from contract_world import given
from test_contracts import JUDGED

from mvpy.command.cli import main
from mvpy.host_contract import ENTRIES, NotRunning, Said, command_runs, costs, probed
from mvpy.host_contract.entry import Entry
from mvpy.host_contract.lacking import WITHOUT, lacking, why_not
from mvpy.host_contract.probing import together
from mvpy.host_contract.table import table
from mvpy.hosts import ADAPTERS
from mvpy.machine.kinds import PLAIN
from mvpy.output.judge import violations, walk_violations
from mvpy.pipeline import helpers_source, rewrites_in_order
from mvpy.reading.parsing import parse
from mvpy.rewrites import ORDER

ROOT = Path(__file__).parents[1]
PROGRAMS = cases()

# What the judge sees of constructs that are not seen where it looks.
SEEN_AS = {"unparenthesized_exceptions": {"tuple"}}
UNSEEN = {"line_joining", "parenthesized_expression", "deep_nesting"}  # the judge does not mind them

every_program = pytest.mark.parametrize("case", PROGRAMS, ids=lambda case: f"{case.rewrite}-{case.name}")
every_entry = pytest.mark.parametrize("entry", ENTRIES.values(), ids=lambda entry: entry.name)


@cache
def maker() -> ModuleType:
    """The script that writes the page."""
    spec = importlib.util.spec_from_file_location(
        "make_host_contract", ROOT / "docs" / "make_host_contract.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def measured() -> dict:
    """What is found out on hosts that lack something; it takes half a minute."""
    return maker().measured()


# --- the programs ---------------------------------------------------------------------------------


def test_every_construct_has_its_programs():
    without = sorted(set(ORDER) - {case.rewrite for case in PROGRAMS})
    assert not without, f"there are no cases in tests/contract/{without[0]}.py: its README has the form"
    assert Counter((case.rewrite, case.name) for case in PROGRAMS).most_common(1)[0][1] == 1
    assert {path.stem for path in (ROOT / "tests" / "contract").glob("*.py")} == set(ORDER)


@every_program
def test_a_program_has_one_construct_and_else_core(case: Case):
    names = rewrites_in_order().named
    allowed = {names(name).contract.removes.name for name in (case.rewrite, *case.stands_with)}
    tree = parse(case.text, f"{case.rewrite}.py")

    construct = names(case.rewrite).contract.removes
    seen = list(walk_violations(tree))
    said = {JUDGED.get(word, word) for node, word in seen if not construct.is_at(node)}
    others = said - SEEN_AS.get(case.rewrite, set()) - allowed
    file = f"tests/contract/{case.rewrite}.py: the case {case.name!r}"
    assert (
        not others
    ), f"{file} has more than its construct: {', '.join(sorted(others))}; say `# Stands with:`, or do without"
    assert seen or case.rewrite in UNSEEN, f"{file} does not have its construct"


@every_program
def test_a_program_needs_nothing_that_its_construct_does_not(case: Case):
    try:
        tree = ast.parse(case.text)
    except SyntaxError:
        pytest.skip("this Python has no such syntax")
    bound = {name for node in ast.walk(tree) for name in bound_by(node)} | given(print).keys()
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & {*dir(builtins)} - bound

    errors = {"TypeError", "ValueError", "RuntimeError", "ImportError"}  # which helpers raise
    assert names <= {"print", "super", "__doc__", "__debug__", *errors}


@every_program
def test_a_program_prints_what_it_says(case: Case):
    assert case.printed_without(None) == case.prints


@every_program
def test_the_original_prints_the_same(case: Case):
    said: list[str] = []
    try:
        code = compile(case.text, case.rewrite, "exec", dont_inherit=True)
    except SyntaxError:
        pytest.skip("this Python has no such syntax")
    lacking(None, code, case.text, given(said.append), said.append)

    assert " ".join(said).strip() == case.prints


@every_program
def test_what_a_core_names_is_in_the_contract(case: Case):
    assert unknown(case.core, case.text) == set()


def unknown(core: str, source: str) -> set[str]:
    """What *core* names of its host that is no entry; what *source* names itself is its own business."""
    uses = Uses(ast.parse(core))
    methods = {name.partition(".")[2] for name, entry in ENTRIES.items() if entry.kind == "method"}
    names = {name for name in uses.names | uses.functions if name not in ENTRIES and name not in MODULES}
    names |= uses.attributes - methods - uses.stored - PROTOCOLS
    return {name for name in names if name.split(".")[0] not in source}


# What is a module, not something in one; and what may be missing of what is an entry.
MODULES = {"collections.abc", "sys.flags.optimize"}
# What objects may have: those of the program, of `typing`, and of newer hosts; fields of data classes and named tuples.
PROTOCOLS = frozenset("""
    __aenter__ __aexit__ __aiter__ __all__ __anext__ __await__ __enter__ __exit__ __iter__ __match_args__ __next__
    __default__ __infer_variance__ __parameters__ __typing_prepare_subst__ LazyImportType get_lazy_imports
    _attributes _field_type _fields init
    """.split())


# Helpers of outputs for a CPython that is only older: no core has them, and no other host is given them.
FILES_FOR_OLDER = ("group_classes", "stand_ins")
FOR_OLDER = ("ExceptStar", "StarSuite", "star_take", "star_taken", "star_clause_left")


def test_what_helpers_name_is_in_the_contract():
    names = [
        node.name
        for path in sorted((ROOT / "mvpy" / "helpers" / "plain").glob("*.py"))
        if path.stem not in FILES_FOR_OLDER
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name not in FOR_OLDER
    ]

    assert unknown(helpers_source(names, ((), (), None, "core"), PLAIN, (3, 13)), "") == set()


# --- the entries ----------------------------------------------------------------------------------


@every_entry
def test_a_probe_is_core_and_prints_1(entry: Entry):
    assert violations(entry.program, cst.parse_module(entry.program)) == []
    assert answer(None, probe_codes([entry])[entry.name]) == ["1"]


@every_entry
def test_a_probe_tells_a_host_that_lacks_it(entry: Entry):
    if why_not(entry):
        pytest.skip(f"it cannot be taken away: {why_not(entry)}")

    assert answer(entry, probe_codes([entry])[entry.name]) != ["1"]


def test_every_way_to_take_something_away_is_that_of_an_entry():
    behaviour = {entry.name for entry in ENTRIES.values() if entry.kind in ("core", "behaviour")}

    assert behaviour == {*WITHOUT, *(name for name in ENTRIES if why_not(ENTRIES[name]))}


def test_an_entry_is_there_because_something_needs_it_or_names_it():
    found = measured()
    used = {name for key in ("needs", "mentions") for name, some in found[key].items() if some}
    of_helpers = {"type.__name__", "int.to_bytes", "bytes.decode", "property.setter"}

    assert {
        name for name in ENTRIES if ENTRIES[name].kind in ("builtin", "function", "method")
    } - used <= of_helpers


# --- the table ------------------------------------------------------------------------------------

# Before 3.12 the variables of `typing` have less to be said about them.
VARIES = ("type_parameters", "type_statement") if sys.version_info < (3, 12) else ()


def test_exactly_the_constructs_that_are_named_fail_without_an_entry():
    assert told(measured()["needs"]) == told(table()["needs"]), "run: python docs/make_host_contract.py"
    assert measured()["rests_on"].items() >= table()["rests_on"].items()


def told(needs: dict) -> dict:
    """*needs* without what varies, and without entries that nothing needs."""
    kept = {name: {one: some[one] for one in some if one not in VARIES} for name, some in needs.items()}
    return {name: some for name, some in kept.items() if some}


@pytest.mark.skipif(bool(VARIES), reason="the page is written by a newer Python")
def test_the_page_and_the_table_are_up_to_date():
    assert maker().PAGE.read_text(encoding="utf-8") == maker().page(
        measured()
    ), "run: python docs/make_host_contract.py"
    assert maker().FILE.read_text(encoding="utf-8") == maker().table(measured())


def test_costs_are_those_of_all_that_is_lacking():
    assert costs(["operator.mul"]) == {"binary_operation": ["*"]}
    assert costs(["operator.mul", "operator.sub"])["binary_operation"] == ["-", "*"]


# --- probing --------------------------------------------------------------------------------------


def test_all_probes_may_share_a_run():
    program = together(list(ENTRIES.values()))
    said: list[str] = []
    lacking(None, compile(program, "together", "exec"), program, {}, said.append)

    assert violations(program, cst.parse_module(program)) == []
    assert said.count("1") == len(ENTRIES)


def host_that_crashes(*texts: str, runs: list[str]):
    """What runs programs, but ends those at once that have one of *texts* in them; *runs* are the programs."""

    def run(program: str) -> Said:
        runs.append(program)
        said: list[str] = []
        if any(text in program for text in texts):
            return Said(1, "", "crashed")
        lacking(None, compile(program, "probe", "exec"), program, {}, said.append)
        return Said(0, "\n".join(said), "")

    return run


def test_a_probe_that_ends_the_run_hides_no_other():
    runs: list[str] = []

    has = probed(host_that_crashes("dict(mul=0)", "def closing", "def early", runs=runs), ENTRIES.values())

    assert {*ENTRIES} - has == {"operator.mul", "generator.close", "unbound locals"}
    assert len(runs) < 50


def test_a_host_that_runs_nothing_is_told():
    with pytest.raises(NotRunning) as error:
        probed(lambda program: Said(1, "", "Traceback\nNameError: print\n"), ENTRIES.values())

    assert str(error.value) == "it doesn't run `print(1)`: NameError: print"


def test_a_program_that_takes_too_long_is_ended(tmp_path: Path):
    said = command_runs([sys.executable, "-c", "while 1: pass"], seconds=0.5)("")

    assert said == Said(-1, "", "it took longer than 0.5 seconds")


# --- the command ----------------------------------------------------------------------------------


def host(entry: str) -> str:
    """A CPython that lacks *entry*, as an argument."""
    return "cut=" + shlex.join([sys.executable, str(ROOT / "mvpy" / "host_contract" / "lacking.py"), entry])


def probe(*arguments: str):
    return CliRunner().invoke(main, ["hosts", "--probe", *arguments])


def test_a_host_that_has_all_is_told():
    run = probe(f"own={sys.executable}")

    assert (run.exit_code, run.stdout) == (0, f"own has all {len(ENTRIES)} entries of the host contract\n")


def test_what_a_host_lacks_is_told_with_what_it_costs():
    run = probe(host("operator.mul"))

    assert run.exit_code == 3
    assert run.stdout.splitlines() == [
        f"cut lacks 1 of the {len(ENTRIES)} entries of the host contract",
        "",
        "  operator.mul: binary_operation (*)",
        "",
        "1 construct does not work, or not in all forms: binary_operation (*)",
    ]


def test_what_cannot_be_told_stands_apart():
    run = probe(host("list.append"))

    assert "  list.append: " in run.stdout


def test_json_says_all():
    run = probe(host("next with a default"), "--format", "json")
    said = json.loads(run.stdout)

    assert (run.exit_code, said["host"], said["lacking"]) == (3, "cut", ["next with a default"])
    assert said["costs"] == costs(["next with a default"])
    assert [one["name"] for one in said["entries"] if not one["has"]] == ["next with a default"]


def test_a_shim_gives_what_is_lacking(tmp_path: Path):
    shim = tmp_path / "shim.py"
    shim.write_text(
        "def any(items):\n    for item in items:\n        if item:\n            return True\n    return False\n"
    )

    assert probe(host("any")).exit_code == 3
    assert probe(host("any"), "--shim", str(shim)).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none"], f"--probe is NAME=COMMAND, or one of {', '.join(ADAPTERS)}, not 'none'"),
        (["none="], f"--probe is NAME=COMMAND, or one of {', '.join(ADAPTERS)}, not 'none='"),
        (["none='"], "--probe none=': no closing quotation"),
        (["none=/no/such/file"], "none: /no/such/file: no such file or directory"),
        (["none=false"], "none: it doesn't run `print(1)`: exit code 1, and no word"),
    ],
)
def test_what_cannot_be_probed_is_told(arguments: list[str], words: str):
    run = probe(*arguments)

    assert run.exit_code == 2
    assert run.stderr.splitlines()[-1] == f"Error: {words}"


def test_shims_are_for_probes():
    run = CliRunner().invoke(main, ["hosts", "--format", "json"])

    assert (run.exit_code, run.stderr.splitlines()[-1]) == (2, "Error: --shim and --format go with --probe")
