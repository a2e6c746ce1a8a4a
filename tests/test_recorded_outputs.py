"""What programs become is what was recorded: an output does not change unless somebody wants it to.

That it is right, other tests say.  Since the record holds for each target, and each Python checks its own, it also
tells whether an output depends on the Python that runs MVPy.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from behaviour import RUNNING
from recorded_outputs import PROGRAMS, TARGETS, digest_alone, digests, named, recorded

from mvpy.rewrites import ORDER

TARGET = RUNNING if RUNNING in TARGETS else TARGETS[-1]


def name_of(path: Path) -> str:
    return f"{path.parent.name}-{path.stem}"


def record_of(path: Path) -> dict:
    """What is recorded of the program at *path*."""
    if named(path) not in recorded():
        pytest.fail(
            f"what becomes of it is not recorded: python tests/recorded_outputs.py {path.parent.name}/",
            pytrace=False,
        )
    return recorded()[named(path)]


@pytest.mark.parametrize("path", PROGRAMS, ids=name_of)
def test_an_output_is_the_recorded_one(path: Path):
    """Where it is to change: `python tests/recorded_outputs.py`, and say in the commit what has changed."""
    assert digests(path, TARGET) == record_of(path)["%d.%d" % TARGET]


@pytest.mark.parametrize("path", [path for path in PROGRAMS if path.parent.name in ORDER], ids=name_of)
def test_its_rewrite_alone_gives_what_is_recorded_for_the_others(path: Path):
    versions = {"%d.%d" % target: target for target in TARGETS if target != TARGET}

    assert {name: digest_alone(path, target) for name, target in versions.items()} == {
        name: record_of(path)[name]["alone"] for name in versions
    }


def test_all_that_is_recorded_is_in_the_corpus():
    assert recorded().keys() == {named(path) for path in PROGRAMS}
