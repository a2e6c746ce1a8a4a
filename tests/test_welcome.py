"""What a newcomer finds: forms for issues, hooks for commits, a changelog that knows the version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import mvpy
from mvpy.command.cli import main
from mvpy.rewrites import ORDER

try:  # libcst needs one of them
    import yaml
except ModuleNotFoundError:
    import yaml_ft as yaml

ROOT = Path(__file__).parents[1]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_for_issues_can_be_filled_in(path: Path):
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = [field["attributes"]["label"] for field in form["body"]]

    assert form.keys() == {"name", "description", "labels", "body"}
    assert len(fields) == len(set(fields)) >= 2
    assert {field["type"] for field in form["body"]} <= {"textarea", "input", "dropdown"}
    assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_there_is_a_form_for_each_kind_of_issue():
    assert [path.stem for path in FORMS] == ["1-different-output", "2-interpreter", "3-idea"]


def test_what_a_commit_asks_is_there():
    (local,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tools = {re.split("[><=]", one)[0] for one in project["project"]["optional-dependencies"]["dev"]}

    for hook in local["hooks"]:
        first, *rest = hook["entry"].split()
        assert rest[1] in tools if first == "python" else (ROOT / first).is_file()


def hooks() -> list[dict[str, Any]]:
    """The hooks for the repositories of others."""
    found: list[dict[str, Any]] = yaml.safe_load(
        (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    )
    return found


def test_hooks_for_others_have_what_pre_commit_asks_for():
    texts = {"id", "name", "description", "entry", "language"}

    for hook in hooks():
        assert hook.keys() == {*texts, "types", "require_serial"}
        assert all(isinstance(hook[key], str) and hook[key] for key in texts)
        assert (hook["language"], hook["types"], hook["require_serial"]) == ("python", ["python"], True)
    assert len({hook["id"] for hook in hooks()}) == len(hooks()) == 2


def test_hooks_for_others_say_no_where_they_should(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("MVPY_CACHE_DIR", str(tmp_path / "cache"))
    for name, text in {"core": "print(1)\n", "loop": "for x in y: z\n", "walrus": "(a := b)\n"}.items():
        (tmp_path / f"{name}.py").write_text(text)
    arguments = {"mvpy-check": [], "mvpy-desugar-check": ["--only", "walrus"]}
    fails = {"mvpy-check": {"loop", "walrus"}, "mvpy-desugar-check": {"walrus"}}

    for hook in hooks():
        command, *words = hook["entry"].split()
        assert command == "mvpy"
        for path in tmp_path.glob("*.py"):
            done = CliRunner().invoke(main, [*words, *arguments[hook["id"]], str(path)])
            assert done.exit_code == (path.stem in fails[hook["id"]]), done.output


def test_the_manual_names_the_hooks_for_others():
    page = (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    (shown,) = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    (used,) = yaml.safe_load(shown)["repos"]

    assert {hook["id"] for hook in used["hooks"]} == {hook["id"] for hook in hooks()}


def test_the_changelog_knows_the_version():
    headings = re.findall(
        r"^## \[?([^\]\s]+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    assert headings[:2] == ["Unreleased", mvpy.__version__]


def test_the_rewrite_that_is_shown_to_newcomers_is_there():
    assert "--rewrite assert_statement" in (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "assert_statement" in ORDER
