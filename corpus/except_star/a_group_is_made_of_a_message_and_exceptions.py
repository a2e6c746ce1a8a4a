# A group has a message and one exception at least; BaseExceptionGroup makes an ExceptionGroup where it can.
# Needs: Python 3.11

class Own(ExceptionGroup):
    pass


class OwnBase(BaseExceptionGroup):
    pass


class Odd:
    def __getitem__(self, index):
        return [ValueError(1), OSError(2)][index]

    def __repr__(self):
        return "odd"


def tried(kind, *arguments, **keywords):
    try:
        made = kind(*arguments, **keywords)
        print(type(made).__name__, repr(made), str(made), made.message, made.exceptions, made.args == arguments)
    except Exception as error:
        print(type(error).__name__, error)


one, base = ValueError("one"), KeyboardInterrupt("base")
for kind in (BaseExceptionGroup, ExceptionGroup, Own, OwnBase):
    tried(kind, "one", [one])
    tried(kind, "two", (one, base))
    tried(kind, "nested", [kind("inner", [one]), one])
    for wrong in ((), ("m",), ("m", [one], 3), (5, [one]), (None, [one]), ("m", 5), ("m", []), ("m", {one}),
                  ("m", {0: one}), ("m", [one, 5]), ("m", [ValueError])):
        tried(kind, *wrong)
    tried(kind, "odd", Odd())
    tried(kind, "m", [one], keyword=1)
    print(kind.__mro__[1:-1], kind.__module__, kind.__qualname__)
group = ExceptionGroup("g", (one,))
for name in ("message", "exceptions"):
    try:
        setattr(group, name, 1)
    except AttributeError:
        print("refused", name)
group.other, group.args = "other", ("changed",)
print(group, group.other, group.args, group.exceptions, isinstance(group, Exception), ExceptionGroup[int] is None)
