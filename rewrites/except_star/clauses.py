"""One `except*` clause: its suite, with its part of the group as what is handled."""

from __future__ import annotations

import libcst as cst

from mvpy.machine.context import Context
from mvpy.machine.quote import quote
from mvpy.tree.suite import Statements

CLAUSE = quote("""
    if $matches:
        try:
            try:
                raise star_handled($caught)
            except BaseException:
                $start
                $suite
        except BaseException as error:
            star_raised($caught, error)
        $end
""")
RESTORE = quote("star_restored($caught)")
BIND = quote("$name = star_restored($caught)")
UNBIND = quote("""
    $name = None
    del $name
""")


def clause(handler: cst.ExceptStarHandler, caught: cst.Name, matches: cst.Name, cx: Context) -> Statements:
    """The suite of *handler*, run if *matches* says so."""
    name = handler.name and handler.name.name
    start = BIND(cx, name=name, caught=caught) if name else RESTORE(cx, caught=caught)
    end = UNBIND(cx, name=name) if name else ()
    return CLAUSE(cx, matches=matches, caught=caught, start=start, suite=handler.body, end=end)
