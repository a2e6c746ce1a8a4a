# In a class `import __top` is mangled: the name that is bound, and the module if it is not a dotted one.
import sys
from types import ModuleType

for name in ("__top", "__top.sub", "_Inner__top"):
    sys.modules[name] = ModuleType(name)
sys.modules["__top"].sub = sys.modules["__top.sub"]


class Inner:
    import __top
    import __top as __same

    print(__top.__name__, __same.__name__)

    def dotted(self):
        import __top.sub
        import __top.sub as __inside
        import __top as whole

        return __top.__name__, __inside.__name__, whole.__name__


print(sorted(name for name in vars(Inner) if name.startswith("_Inner")))
print(Inner().dotted())


class __Inner:
    import __top.sub
    import __top.sub as __inside


print(sorted(name for name in vars(__Inner) if name.startswith("_Inner")))
