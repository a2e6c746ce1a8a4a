"""Leaving a suite without `return`, `break` or `continue`: set a flag, and skip what is left.

    for x in xs:                      for x in xs:
        if p(x):                          going = 1
            continue                      if p(x):
        f(x)                                  going = 0
        if q(x):              ->          if going:
            continue                          f(x)
        g(x)                                  if q(x):
                                                  going = 0
                                          if going:
                                              g(x)

No exceptions: they could be caught by the user's handlers, and would leave a `__context__` behind.  Nothing is
dropped as unreachable: dead code still makes names local, and functions generators.
"""

from collections.abc import Sequence

import libcst as cst

from mvpy.machine.context import Context
from mvpy.rewrites.jumps.found import Jumps, Replace
from mvpy.rewrites.jumps.leaving import Leaving
from mvpy.tree.suite import Statements


def left_by(
    cx: Context, statements: Sequence[cst.BaseStatement], replace: Replace, *, through_loops: bool = False
) -> tuple[Statements, cst.Name | None]:
    """(*statements* without the jumps that *replace* knows, the flag that is 0 after one, or None if not needed).

    Jumps out of `finally` and `with` inside are opened where an error of these may end them: then the flag may not say
    that there was a jump.
    """
    jumps = Jumps(replace, through_loops=through_loops)
    opened: dict[int, Statements] = {}
    trial = Leaving(cx, jumps, None, opened)
    new, _ = trial.suite(statements)
    if not trial.guards:
        return new, None
    going = cx.names.flag("going")
    new, _ = Leaving(cx, jumps, going, opened).suite(statements)
    return new, going
