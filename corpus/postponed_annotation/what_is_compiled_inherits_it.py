# Source that is given to `exec` and `compile` is compiled under the same import, unless they are told otherwise.
from __future__ import annotations

TEXT = "def f(a: missing): pass\nfound = f.__annotations__"


def seen(name, value):
    print("evaluated", name)
    return value


def shown(space):
    print(space.get("found"))


space = {}
exec(seen("source", TEXT), seen("globals", space))
shown(space)
exec(TEXT)
print(found)
exec(TEXT.encode(), space, {})
exec(compile(TEXT, "text", "exec"), space)
shown(space)
exec(compile(*[TEXT, "text"], mode="exec", dont_inherit=False), space)
exec(compile(TEXT, "text", "exec", 0, False), space)
exec(compile(TEXT, "text", mode="exec", flags=0), space)


def in_function():
    local = "local"
    exec("print(local)")
    exec("print(sorted(locals()))")
    try:
        exec("1 +", {})
    except SyntaxError as error:
        print(error.filename)


in_function()
for wrong in (lambda: exec(), lambda: exec(1), lambda: compile("1"), lambda: exec("x", 1), lambda: compile("1", "n", "m")):
    try:
        wrong()
    except (TypeError, ValueError) as error:
        print(type(error).__name__)


def own(exec, compile):
    exec(TEXT)
    compile("not", more="than this")
    compile("a", "b", "c")


own(print, lambda *values, **named: print(values, named))
