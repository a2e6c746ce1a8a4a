# `*` binds the names in __all__; without that, all that don't start with an underscore.

import sys
from types import ModuleType

listed, plain = ModuleType("listed"), ModuleType("plain")
listed.__dict__.update(__all__=["_private", "a"], a=1, b=2, _private=3)
plain.__dict__.update(c=4, _hidden=5)
sys.modules.update(listed=listed, plain=plain)
a = b = c = "old"
from listed import *
from plain import *
print(a, b, c, _private, "_hidden" in globals())
listed.__all__.append("missing")
try:
    from listed import *
except AttributeError:
    print("listed but missing")
