# Not only attributes: functions, parameters, locals, globals, imports and classes are renamed.
# Plain: frames, in the core

_C__shared = "module's"


class C:
    __attribute = 1

    def __method(self, __parameter):
        def inner():
            return __parameter + __local
        __local = 1
        return inner(), __shared

    class __Inner:
        import os.path as __path

    def call(self):
        global __made
        __made = "made"
        return self.__method(_C__parameter=1), self.__Inner.__name__


print(C().call(), _C__made)
print(sorted(name for name in vars(C) if name.startswith("_C")))
print(C._C__method.__name__, C._C__method.__qualname__, hasattr(C._C__Inner, "_Inner__path"))
