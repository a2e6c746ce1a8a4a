# In a class a private name of a module is mangled, and so is one that is fetched; the list that is asked for is not.
import builtins
import sys
from types import ModuleType

module = sys.modules["_Inner__top"] = ModuleType("_Inner__top")
sys.modules["__top.sub"] = sys.modules["__top"] = ModuleType("__top")
module._Inner__x = sys.modules["__top.sub"]._Inner__x = 1
plain_import = builtins.__import__


def told(name, globals=None, locals=None, fromlist=(), level=0):
    if "__" in name:
        print(name, fromlist)
    return plain_import(name, globals, locals, fromlist, level)


builtins.__import__ = told


class Inner:
    from __top import __x
    from __top import __x as __y

    def dotted(self):
        from __top.sub import __x as x

        return x


builtins.__import__ = plain_import
print(sorted(name for name in vars(Inner) if name.startswith("_Inner")))
print(Inner().dotted())
