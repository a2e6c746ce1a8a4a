"""Which Pythons a project is for, and what is written when it is for an earlier one, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from mvpy.errors import UsageError
from mvpy.projects.requires_python import admitting, lowest_version

CASES = {
    ">=3.8": (3, 8), ">= 3.8": (3, 8), "~=3.8": (3, 8), ">=3.8,<4": (3, 8), "==3.8.*": (3, 8), ">=3.8.1": (3, 8), ">3.7": (3, 7),
    "~=3.9.2": (3, 9), ">=3.6, !=3.6.*": (3, 7), "==3.11": (3, 11), ">=2.7, !=3.0.*, !=3.1.*": (3, 2), ">=3": (3, 0), "<3.9": (3, 0),
    ">=4": None,
}  # fmt: skip
POETRY = {
    "^3.8": (3, 8), "~3.8": (3, 8), "3.8.*": (3, 8), "*": (3, 0), ">=3.9 <4.0": (3, 9), "~3.12 || ^3.10": (3, 10), "^3.8.1": (3, 8),
    "3.11": (3, 11), ">=3.8,<4.0": (3, 8), "=3.9.1": (3, 9), "^3": (3, 0),
}  # fmt: skip


def project(folder: Path, **files: str) -> Path:
    """A project in *folder* with these files, `setup_cfg` for setup.cfg; the path of its pyproject.toml."""
    for name, text in files.items():
        folder.joinpath(name.replace("_", ".")).write_text(text)
    return folder / "pyproject.toml"


@pytest.mark.parametrize("specifier", CASES)
def test_the_lowest_version_of_requires_python(tmp_path: Path, specifier: str):
    pyproject = project(tmp_path, pyproject_toml=f'[project]\nname = "a"\nrequires-python = "{specifier}"\n')

    assert lowest_version(pyproject) == CASES[specifier]


@pytest.mark.parametrize("specifier", POETRY)
def test_the_lowest_version_for_poetry(tmp_path: Path, specifier: str):
    pyproject = project(tmp_path, pyproject_toml=f'[tool.poetry.dependencies]\npython = "{specifier}"\n')

    assert lowest_version(pyproject) == POETRY[specifier]


def test_setup_cfg_and_setup_py_say_it_where_pyproject_does_not(tmp_path: Path):
    pyproject = project(tmp_path, setup_py="from setuptools import setup\nsetup(python_requires='>=3.9')\n")
    assert lowest_version(pyproject) == (3, 9)

    project(tmp_path, setup_cfg="[options]\npython_requires = >=3.10\n", pyproject_toml="[tool.mvpy]\n")
    assert lowest_version(pyproject) == (3, 10)


@pytest.mark.parametrize(
    "text", ["", "[project]\nname = 'a'\n", "[project]\nrequires-python = 3\n", "not TOML"]
)
def test_nothing_is_said(tmp_path: Path, text: str):
    assert lowest_version(project(tmp_path, pyproject_toml=text)) is None


def test_what_would_have_to_be_run_says_nothing(tmp_path: Path):
    setup = "WANTED = '>=3.9'\nsetup(python_requires=WANTED)\n"

    assert lowest_version(project(tmp_path, setup_py=setup)) is None


def test_what_is_no_specifier_is_a_mistake_of_the_user(tmp_path: Path):
    pyproject = project(tmp_path, pyproject_toml="[project]\nrequires-python = 'three'\n")

    with pytest.raises(UsageError, match=r"pyproject.toml: requires-python is no version specifier: 'three'"):
        lowest_version(pyproject)


LOWERED = {
    ">=3.10": ">=3.8", ">=3.10,<4": ">=3.8,<4", ">= 3.10, < 4": ">=3.8, < 4", "~=3.10": ">=3.8,<4", "~=3.10.2": ">=3.8,<3.11",
    "==3.12.*": ">=3.8,<3.13", ">3.9": ">=3.8", ">=3.10,!=3.8.*": ">=3.8", "==3.12": ">=3.8,<3.13", "<4,>=3.10": "<4,>=3.8",
}  # fmt: skip


@pytest.mark.parametrize("specifier", LOWERED)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_specifier_is_lowered_and_all_else_stays(specifier: str, quote: str):
    text = '# é\r\n[tool.other]\r\nrequires-python = "no"\r\n[project]  # here\r\nrequires-python={0}{1}{0} # why\r\nname="a"\r\n'

    after, said = admitting("pyproject.toml", text.format(quote, specifier), (3, 8))

    assert after == text.format(quote, LOWERED[specifier])
    assert said == f"requires-python {specifier} is now {LOWERED[specifier]}"


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        ("^3.10", ">=3.8,<4"),
        ("~3.10", ">=3.8,<3.11"),
        (">=3.10 <4", ">=3.8,<4"),
        ("^3.12 || 2.7", ">=3.8,<4|| 2.7"),
    ],
)
def test_a_specifier_of_poetry_is_lowered(specifier: str, expected: str):
    text = '[tool.poetry.dependencies]\npython = "{}"\n'

    assert admitting("pyproject.toml", text.format(specifier), (3, 8))[0] == text.format(expected)


def test_setup_cfg_and_setup_py_are_lowered():
    cfg = "[metadata]\nname = a\n[options]\npackages = find:\npython_requires = >=3.10  \n"
    assert admitting("setup.cfg", cfg, (3, 8))[0] == cfg.replace("3.10", "3.8")

    setup = "é = 1; setup(name='é', python_requires='>=3.10',\n    packages=[])\n"
    assert admitting("setup.py", setup, (3, 8))[0] == setup.replace("3.10", "3.8")


@pytest.mark.parametrize("specifier", [">=3.8", "~=3.8", ">=3.6,<4", "==3.8.*"])
def test_what_is_admitted_stays(specifier: str):
    text = f'[project]\nrequires-python = "{specifier}"\n'

    assert admitting("pyproject.toml", text, (3, 8)) == (text, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('project = {requires-python = ">=3.10"}\n', "requires-python stays >=3.10, which does not admit 3.8"),
        ('[project]\nrequires-python = "<3.8"\n', "requires-python stays <3.8, which does not admit 3.8"),
        ('[project]\nrequires-python = "x"\n', "requires-python stays x, which is no version specifier"),
        ('[project]\nrequires-python = ">=3\\u002e10"\n', "requires-python stays >=3.10, which does not admit 3.8"),
    ],
)  # fmt: skip
def test_what_can_not_be_lowered_stays_and_is_said(text: str, said: str):
    assert admitting("pyproject.toml", text, (3, 8)) == (text, said)


def test_other_files_stay():
    assert admitting("other.toml", '[project]\nrequires-python = ">=3.10"\n', (3, 8))[1] == ""
