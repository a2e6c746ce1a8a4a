"""Which tests need to run on one Python only; `.ci/run` leaves them out on the others."""

from __future__ import annotations

import pytest

# Files, processes, signals and the sandbox are the system's business; pages and layout are nobody's.
ONCE = frozenset("""
    test_cache test_command test_docs test_forged_reports test_isolation test_layout test_later_targets
    test_lifetime test_printer test_properties test_sandbox test_streams test_verify test_workers test_writing
    """.split())


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests in the files ONCE."""
    for item in items:
        if item.path.stem in ONCE:
            item.add_marker("once")
