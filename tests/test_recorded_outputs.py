"""What programs become is what was recorded: an output does not change unless somebody wants it to.

That it is right, other tests say.  Since the record holds for each target, and each Python checks its own, it also
tells whether an output depends on the Python that runs MVPy.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from behaviour import RUNNING
from recorded_outputs import PROGRAMS, TARGETS, digests, named, recorded

TARGET = RUNNING if RUNNING in TARGETS else TARGETS[-1]


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_output_is_the_recorded_one(path: Path):
    """Where it is to change: `python tests/recorded_outputs.py`, and say in the commit what has changed."""
    assert digests(path, TARGET) == recorded()[named(path)]["%d.%d" % TARGET]


def test_all_that_is_recorded_is_in_the_corpus():
    assert recorded().keys() == {named(path) for path in PROGRAMS}
