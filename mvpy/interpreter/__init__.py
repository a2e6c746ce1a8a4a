"""A reference interpreter of the ten constructs: what they mean, executable, for reading in an evening.

    text ─ scanner ─▶ tokens ─ parser ─▶ statements ─ scopes ─▶ who binds a name ─ execution ─▶ what happens

Read it in that order: `syntax.py` (what there is), `scanner.py`, `parser.py`, `scopes.py`, then `frames.py`
(variables and suites), `execution.py` (what each construct does), `functions.py` (arguments), `generators.py`.
`hosting.py` is only what makes CPython see the program where it would see the interpreter.

Values are those of the Python that runs it, the *host*: numbers, classes, exceptions, all builtins.  A
function is one that the host can call.  The words are those of the Language Reference's chapter on the
execution model.
"""

from __future__ import annotations

from mvpy.interpreter.execution import run_module
from mvpy.interpreter.parser import parse

__all__ = ["parse", "run_module"]
