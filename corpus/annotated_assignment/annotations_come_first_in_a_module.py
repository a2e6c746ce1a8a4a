# A module with annotations has `__annotations__` before its first statement runs, even before a future import.

from __future__ import annotations

import types

code = compile("from __future__ import annotations\na = 1\nb: int = 2\n", "<text>", "exec", dont_inherit=True)
module = types.ModuleType("module")
exec(code, vars(module))
print([name for name in list(vars(module)) if name in ("__annotations__", "annotations", "a", "b")])


class C:
    """The docstring comes after it, too."""

    a = 1
    b: int = 2


print([name for name in vars(C) if name in ("__annotations__", "__doc__", "__module__", "a", "b")])
