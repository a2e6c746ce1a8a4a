"""Which helpers stand in for what other helpers import, where a host is too old to have that."""

from __future__ import annotations

# What is imported -> the first Python that has it, and the helper.
STAND_INS = {
    ("dataclasses", "dataclass"): ((3, 7), "with_fields"),
    ("functools", "cached_property"): ((3, 8), "kept_property"),
}


def stand_in(imported: tuple[str, str], library: tuple[int, int]) -> str | None:
    """The helper that stands in for what is *imported* where the *library* is that of this Python; None if it has it."""
    since, helper = STAND_INS.get(imported, ((), ""))
    return helper if library < since else None
