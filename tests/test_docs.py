"""The documentation says what is so: its links, names, options and examples hold."""

from __future__ import annotations

import importlib.util
import itertools
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import click
import libcst as cst
import pytest
from behaviour import exact as desugar
from click.testing import CliRunner

import mvpy
from mvpy.command.cli import main
from mvpy.command.corpus_programs import names_program
from mvpy.command.rewrite_names import named as named_by, rewrites_called, taking
from mvpy.host_contract import ENTRIES
from mvpy.machine.kinds import PLAIN
from mvpy.machine.lowering import Lowering
from mvpy.output.judge import violations
from mvpy.pipeline import desugar_source
from mvpy.rewrites import ORDER

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"(?:^|[\s/])mvpy (?!.*\.\.\.)(.*)")
OF_ITSELF = {"--help", "-h", "--version", "--"}
NAMES_AFTER = ("--only", "--keep", "--until")
NEVER_NAMES = {"NAMES", "NAME", "WORD"}
EXPECTED = re.compile(r"^# original: (.*?)    core: (.*)$", re.MULTILINE)
HOST_OPTIONS = re.compile(r"=(?:'[^']*'|\S+)")

DIFFERENCES = ROOT / "docs" / "differences.md"

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def blocks(page: Path, language: str) -> list[str]:
    """The fenced blocks of *page* whose opening line says *language*."""
    return [text for words, text in FENCE.findall(page.read_text(encoding="utf-8")) if words == language]


def anchors(page: Path) -> set[str]:
    """The fragments that links into *page* can name, made as GitHub makes them."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands(page: Path) -> list[str]:
    """What follows `mvpy` in the commands of *page*: in console blocks, and in code between backticks."""
    text = page.read_text(encoding="utf-8")
    lines = [line for block in blocks(page, "console") for line in block.splitlines() if line[:2] == "$ "]
    lines += [code for code in CODE.findall(FENCE.sub("", text)) if code.startswith("mvpy ")]
    parts = [part.split(" #")[0] for line in lines for part in re.split(r"&&|\|", line)]
    return [found[1].strip() for part in parts if (found := COMMAND.search(part))]


def options_of(command: str) -> set[str]:
    """Every option of *command*, in all its forms."""
    found = {option for param in main.commands[command].params for option in param.opts}
    return {option for option in found if option.startswith("-")} | OF_ITSELF


def printed(program: str) -> str:
    """What *program* prints, on one line."""
    command = [sys.executable, "-c", program]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert not run.stderr
    return ", ".join(run.stdout.splitlines())


def script(name: str) -> ModuleType:
    """The script *name*, which writes a page."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# --- the catalogue --------------------------------------------------------------------------------


def test_the_catalogue_is_up_to_date():
    maker = script("make_catalogue")

    page = maker.CATALOGUE.read_text(encoding="utf-8")

    assert page == maker.catalogue(), "run: python docs/make_catalogue.py"


def test_the_catalogue_has_every_rewrite_in_order():
    chapters = script("make_catalogue").chapters()

    assert tuple(name for _, _, names in chapters for name in names) == ORDER


def test_the_tables_of_the_grammar_are_up_to_date():
    maker = script("make_grammar")

    assert maker.PAGE.read_text(encoding="utf-8") == maker.page(), "run: python docs/make_grammar.py"


def test_the_forms_for_older_pythons_are_up_to_date():
    maker = script("make_lowering")

    assert maker.PAGE.read_text(encoding="utf-8") == maker.page(), "run: python docs/make_lowering.py"


def test_the_page_of_packages_is_what_was_kept():
    maker = script("make_packages")
    kept = json.loads(maker.KEPT.read_text(encoding="utf-8"))

    assert maker.PAGE.read_text(encoding="utf-8") == maker.page(kept), "run: python docs/make_packages.py"


# --- links and names ------------------------------------------------------------------------------


@every_page
def test_every_relative_link_leads_somewhere(page: Path):
    for link in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if link.startswith(("https://", "http://")):
            continue
        path, _, fragment = link.partition("#")
        target = (page.parent / path).resolve() if path else page

        assert target.exists(), link
        assert not fragment or fragment in anchors(target), link


def test_every_page_can_be_reached_from_the_readme():
    linked = {link.partition("#")[0] for link in LINK.findall(PAGES[0].read_text(encoding="utf-8"))}

    assert {page.relative_to(ROOT).as_posix() for page in PAGES[1:]} <= linked


@every_page
def test_every_file_that_is_named_exists(page: Path):
    for name in CODE.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if re.fullmatch(r"(mvpy|rewrites|corpus|docs|tests)/[\w/.]*", name):
            assert (ROOT / name).exists(), name


# --- commands -------------------------------------------------------------------------------------


@every_page
def test_every_command_and_option_exists(page: Path):
    for line in commands(page):
        command, *words = shlex.split(HOST_OPTIONS.sub("", line)) or [""]
        if command in OF_ITSELF or command == "COMMAND":
            continue
        words = words[: words.index("--")] if "--" in words else words

        assert command in main.commands, line
        for word in words:
            if word.startswith("-") and word != "-":
                assert word in options_of(command), line


@every_page
def test_every_rewrite_that_a_command_names_exists(page: Path):
    for line in commands(page):
        words = line.split()
        named = [after for word, after in itertools.pairwise(words) if word in NAMES_AFTER]
        for name in ",".join(named).split(","):
            if name and name not in NEVER_NAMES:
                assert rewrites_called(name), line
        for word in words[1:2] if words[0] == "rewrites" else ():
            is_program = names_program(word) and (ROOT / "corpus" / word).is_file()
            assert word in NEVER_NAMES or is_program or named_by(word) or taking(word), line


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_option_is_documented(command: str):
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    params = [param for param in main.commands[command].params if isinstance(param, click.Option)]
    section = re.search(rf"^## mvpy {command}\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)
    assert section is not None

    for param in params:
        assert any(f"`{option}" in section[1] for option in param.opts), param.opts


@pytest.mark.parametrize(
    "command", ["check program.py", "desugar -v --only for program.py -o core.py", "rewrites property"]
)
def test_what_a_command_is_said_to_print_it_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
):
    page = ROOT / "docs" / "command-line.md"
    (tmp_path / "program.py").write_text(blocks(page, "python")[0])
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, command.split())

    assert f"\n$ mvpy {command}\n{result.output}```\n" in page.read_text(encoding="utf-8")


def test_the_settings_that_are_shown_are_settings(tmp_path: Path):
    (shown,) = blocks(ROOT / "docs" / "command-line.md", "toml")
    (tmp_path / "pyproject.toml").write_text(shown)
    (tmp_path / "program.py").write_text("assert print\n")

    result = CliRunner().invoke(main, ["desugar", str(tmp_path / "program.py")])

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(
        "# mvpy 0.1, readable, keep for_statement with_statement, for Python 3.12\n"
    )


# --- examples -------------------------------------------------------------------------------------


def test_the_readme_shows_what_the_program_does():
    source, readable, core, new, lowered = blocks(PAGES[0], "python")

    assert mvpy.desugar(source, only=["for"]).code == readable
    assert mvpy.desugar(source, target=(3, 12)).code == core
    assert desugar_source(new, target=(3, 13), kinds=PLAIN, lowering=Lowering((3, 8))).code.endswith(
        f"\n\n{lowered}"
    )


CORE = ROOT / "docs" / "core.md"


def body(source: str) -> str:
    """The plain core of *source* for Python 3.12, without the definitions above it."""
    output = mvpy.desugar(source, target=(3, 12))
    first = next(number for number, line in enumerate(output.source_map) if line)
    return "".join(output.code.splitlines(keepends=True)[first:]).rstrip("\n") + "\n"


@pytest.mark.parametrize("beginning", ["if ready:", "class Counter:"])
def test_the_page_of_the_core_shows_what_becomes_of_a_statement(beginning: str):
    shown = blocks(CORE, "python")
    at = next(i for i, block in enumerate(shown) if block.startswith(beginning))

    assert body(shown[at]) == shown[at + 1]


def test_the_page_of_the_core_shows_what_becomes_of_a_string_and_of_del():
    shown = blocks(CORE, "python")

    assert body("del total\n") in shown
    assert any(
        block.strip() in mvpy.desugar('print("Hello, world")').code for block in shown if "_90761b" in block
    )
    assert body('print("Hello, world")') == "print(_s_Hello_world_90761b)\n"


IN_CORE = [block for block in blocks(CORE, "python") if "\n# prints: " in block]


def test_the_page_of_the_core_has_programs():
    assert len(IN_CORE) > 10


@pytest.mark.parametrize("program", IN_CORE)
def test_a_program_in_the_core_prints_what_the_page_says(program: str):
    text, _, expected = program.rpartition("# prints: ")

    assert violations(text, cst.parse_module(text)) == []
    assert printed(text).replace(",", "") == expected.strip()


ROWS = re.findall(r"^\| `([^`]+)` \| `([^`]+)` \|$", CORE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("source", "core"), ROWS)
def test_the_page_of_the_core_shows_what_becomes_of_an_expression(source: str, core: str):
    assert body(source) == f"{core}\n"


NEWER = blocks(DIFFERENCES, "python needs-3.12") if sys.version_info >= (3, 12) else []


@pytest.mark.parametrize("program", blocks(DIFFERENCES, "python") + NEWER)
def test_each_difference_is_one(program: str):
    ((original, core),) = EXPECTED.findall(program)

    assert original != core
    assert printed(program) == original
    assert printed(desugar(program).code) == core


def test_the_page_of_other_interpreters_is_what_was_kept():
    maker = script("make_interpreters")
    kept = json.loads(maker.KEPT.read_text(encoding="utf-8"))

    assert maker.PAGE.read_text(encoding="utf-8") == maker.page(kept), "run: python docs/make_interpreters.py"


def test_the_page_of_lowering_for_other_interpreters_is_what_was_kept():
    maker = script("make_lowered_hosts")
    kept = json.loads(maker.KEPT.read_text(encoding="utf-8"))

    assert maker.PAGE.read_text(encoding="utf-8") == maker.page(
        kept
    ), "run: python docs/make_lowered_hosts.py"
    assert {name: found["broken"] for name, found in kept.items() if found["broken"]} == {}
    for found in kept.values():
        assert sum(found["still"].values()) == found["wrong"] - found["repaired"]


def test_why_a_program_stays_wrong_has_few_words():
    maker = script("make_lowered_hosts")
    seen = {"refused": "", "core": "stdout", "last_words": "KeyError(1)"}

    assert maker.why_of({**seen, "refused": "it has no `yield`"}) == "refused"
    assert maker.why_of({**seen, "core": ""}) == "core only"
    assert maker.why_of({**seen, "last_words": "SyntaxError(bad)"}) == "not read"
    assert maker.why_of({**seen, "last_words": "NameError(x)"}) == "library"
    assert maker.why_of(seen) == "otherwise"


def test_the_programs_on_other_interpreters_are_those_of_the_corpus():
    kept = json.loads(script("make_interpreters").KEPT.read_text(encoding="utf-8"))
    named = {program for found in kept.values() for program in (*found["needs"], *found["left"])}
    entries = {entry for found in kept.values() for entry in found["lacks"]}

    assert [program for program in named if not (ROOT / "corpus" / f"{program}.py").is_file()] == []
    assert entries <= {*ENTRIES}
