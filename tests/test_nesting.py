"""Every construct inside every other, in a module: what becomes of it does what it does.

This is the part of `tests/large/nesting.py` that takes less than a minute.  Nests that end without an exception stand
in one program, a row for each outermost construct.
"""

from __future__ import annotations

import pytest
from nested_programs import FRAMES, LEAVES, Nest, Row, compiles, some_nests
from nested_runs import compared, otherwise, seen

ENDING = 4  # of the nests that end with an exception, one in so many


def nests_in(frame: str) -> list[Nest]:
    """Each leaf, and each frame around something that takes no branch, inside *frame*."""
    leaves = [Nest("module", (frame,), leaf) for leaf in LEAVES]
    frames = [Nest("module", (frame, inner), "elif nothing") for inner in FRAMES]
    return [nest for nest in (*leaves, *frames) if compiles(nest.text)]


@pytest.mark.parametrize("frame", FRAMES)
def test_each_construct_in_another_does_what_it_did(frame: str) -> None:
    nests = nests_in(frame)
    quiet = tuple(nest for nest in nests if seen(nest.text)["end"] == "fine")
    number = list(FRAMES).index(frame)
    ending = [nest for nest in nests if nest not in quiet][number % ENDING :: ENDING]

    assert different(Row(quiet)) == {}
    assert {str(nest): found for nest in ending if (found := different(nest))} == {}


def different(program: Nest | Row) -> dict[str, object]:
    """What is otherwise; of a row, in which of its nests, if it shows in one of them alone."""
    found = compared(program.text).different
    if found and isinstance(program, Row):
        return {str(nest): one for nest in program.nests if (one := different(nest))} or found
    return found


@pytest.mark.parametrize("nest", some_nests(30, 3, seed=12), ids=str)
def test_each_rewrite_alone_does_what_was_done(nest: Nest) -> None:
    assert compared(nest.text, alone=True).different == {}


@pytest.mark.parametrize("nest", some_nests(30, 3, seed=13), ids=str)
def test_in_plain_each_rewrite_alone_does_what_was_done(nest: Nest) -> None:
    assert compared(nest.text, alone=True, plain=True).different == {}


def test_a_difference_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    from mvpy.machine import temporaries

    nothing = [frozenset()]
    monkeypatch.setattr(temporaries, "live_after", lambda statements, shared: nothing * len(statements))
    found = compared(Nest("module", ("finally",), "match sequence nothing").text)

    assert "NameError(name '_subject' is not defined)" in found.different["all rewrites"]


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        ("Mortal(1)\nprint(2)\n", "_kept = Mortal(1)\nprint(2)\n", True),
        ("int('a')\n", "raise ValueError('words of ours')\n", True),
        ("int('a')\n", "raise TypeError('words of ours')\n", False),
        ("show(locals())\n", "_ours = 1\nshow(locals())\n", True),
        ("show(locals())\n", "its = 1\nshow(locals())\n", False),
    ],
)
def test_in_plain_words_names_of_ours_and_releases_may_be_otherwise(
    text: str, other: str, same: bool
) -> None:
    assert (otherwise(seen(text, plain=True), seen(other, plain=True), whole=False) == "") == same
    assert otherwise(seen(text), seen(other), whole=True)


def test_runs_leave_nothing_to_one_another() -> None:
    import builtins

    before = set(vars(builtins))
    seen("import builtins\nbuiltins.left = 1\nprint(left)\n")

    assert set(vars(builtins)) == before
    assert seen("print(left)\n")["end"].startswith("NameError")
