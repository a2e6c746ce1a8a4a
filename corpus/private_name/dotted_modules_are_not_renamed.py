# Of `import a.b` only the name that is bound is mangled; of `from a import b` only what is fetched and bound.

import sys
import types

for name in "__top", "__top.__part", "_Inner__top":
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name].__path__ = []
    sys.modules[name]._Inner__value = "mangled"


class Inner:
    import __top.__part

    print([name for name in locals() if "top" in name], _Inner__top.__name__)
    import __top

    print(_Inner__top.__name__)
    from __top.__part import __value

    print(_Inner__value)
    try:
        import sys.__none
    except ImportError as error:
        print(error.name)
