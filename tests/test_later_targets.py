"""Every program of the corpus, desugared for a later Python than the one that runs, does what it did.

Most of what an output does is the same for all versions.  A program about what is not says so:

    # Changed in: Python 3.12, 3.14

It is desugared for the newest version before the next of these changes; for that version it has to differ.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from behaviour import NEWEST, core_of, difference, later_target_for, runs_here, target_for

CORPUS = Path(__file__).parents[1] / "corpus"
PROGRAMS = [path for path in sorted(CORPUS.glob("*/*.py")) if path.parent.name != "traps"]
CHANGING = [path for path in PROGRAMS if later_target_for(path) != NEWEST]


def says_differs(path: Path) -> bool:
    return any(line.startswith("# Differs:") for line in path.read_text(encoding="utf-8").splitlines()[:3])


def name_of(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def difference_for(path: Path, target: tuple[int, int]) -> str:
    """What the core of the program at *path* for *target* does otherwise than the program."""
    return difference(path, core_of(path, target).code)


@pytest.mark.parametrize("path", PROGRAMS, ids=name_of)
def test_a_program_behaves_the_same_for_a_later_version(path: Path):
    target = later_target_for(path)
    if target == target_for(path) or says_differs(path) or not runs_here(path):
        pytest.skip("there is nothing to compare")

    assert difference_for(path, target) == ""


@pytest.mark.parametrize("path", CHANGING, ids=name_of)
def test_a_program_that_says_so_behaves_otherwise_for_the_next_version(path: Path):
    target = later_target_for(path)

    assert difference_for(path, (3, target[1] + 1)) != ""
