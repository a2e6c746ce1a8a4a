# Differs: the core hands the imports of features on where `exec` is called by its name, CPython wherever it is called.

from __future__ import annotations
from __future__ import division

space, run = {}, exec
run("def f(x: int): pass", space)
print(space["f"].__annotations__, division.getMandatoryRelease()[:2])
