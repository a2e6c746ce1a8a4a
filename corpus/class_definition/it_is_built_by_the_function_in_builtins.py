# The class statement calls `__build_class__` of the module builtins, and no other thing of that name.
# Plain: rebinding

import builtins


def make(__build_class__=None):
    class Inner:
        pass

    return Inner.__name__


print(make())


class Outer:
    __build_class__ = None

    class Inner:
        pass


print(Outer.Inner.__qualname__)
real = builtins.__build_class__


def loud(body, name, *bases, **keywords):
    print("build", name)
    return real(body, name, *bases, **keywords)


builtins.__build_class__ = loud


class Last(Outer):
    class Nested:
        pass


builtins.__build_class__ = real
