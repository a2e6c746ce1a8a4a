"""Each fault that is planted in the reference interpreter stops it at the rung that is recorded for it.

All rungs below are climbed.  If a rung is new, changed or elsewhere, `python tests/fault_rungs.py` records them anew; look
at what has changed: a fault is to stop at the rung that is about it, or not much above.
"""

from __future__ import annotations

import pytest
from fault_rungs import recorded, stop, stop_of
from interpreter_faults import FAULTS, Fault

import mvpy.interpreter
from mvpy.conform.ladder import ladder

RECORDED = recorded()


def test_without_a_fault_all_rungs_are_climbed():
    assert stop(mvpy.interpreter, ladder()) is None


def test_a_rung_is_recorded_for_each_fault():
    assert list(RECORDED) == [fault.name for fault in FAULTS]
    assert set(RECORDED.values()) <= {rung.program for rung in ladder()}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_stops_at_its_rung(fault: Fault):
    assert stop_of(fault) == RECORDED[fault.name]
