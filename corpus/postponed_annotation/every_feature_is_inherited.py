# `exec`, `eval` and `compile` compile what they are given under the future imports of their caller, all of them.
# Plain: frames, in the core

from __future__ import annotations, barry_as_FLUFL, generator_stop

KEPT = annotations.compiler_flag | barry_as_FLUFL.compiler_flag | generator_stop.compiler_flag
FLAGS = [annotations.compiler_flag, barry_as_FLUFL.compiler_flag]


def kept(flags):
    return [flag for flag in FLAGS if flags & flag], flags & KEPT == sum(FLAGS)


def tried(run, *arguments, **more):
    try:
        print(run(*arguments, **more))
    except SyntaxError as error:
        step, names = error.__traceback__, []
        while step:
            names.append(step.tb_frame.f_code.co_name)
            step = step.tb_next
        print(type(error).__name__, error.filename, names if text == "1 +" else names[:2])


for text in ("1 <> 2", "\t  1 <> 2", "1 != 2", "1 +", b" 2 <> 2"):
    tried(lambda: eval(text))
    tried(lambda: eval(text, {}, {}))
    tried(lambda: compile(text.strip(), "named", "eval", 0, True) and "compiled")
    tried(lambda: compile(text.strip(), "named", "eval") and "compiled")
tried(lambda: compile("1 <> 2", "named", mode="eval") and "compiled")
tried(lambda: compile("1 <> 2", "named", dont_inherit=True, mode="eval"))
space = {}
exec("answer = 1 <> 2\ndef f(a: missing): return a", space)
print(space["answer"], space["f"].__annotations__)
print(kept(eval("(lambda: 0).__code__.co_flags")), kept(eval("compile('0', '', 'eval')").co_flags))
print(eval("exec('def g(a: missing): pass', space) or space['g'].__annotations__"), eval(compile("2 <> 2", "", "eval")))


def local():
    inside = 3
    return eval("inside <> 3"), eval("inside <> outside", {"outside": 4}, {"inside": 4}), sorted(eval("locals()"))


print(local())


def own(eval):
    return eval("1 <> 2", named=3)


print(own(lambda *values, **named: (values, named)))
for wrong in (lambda: eval(), lambda: eval(1), lambda: eval("x", 1), lambda: eval("missing_name")):
    try:
        wrong()
    except (TypeError, NameError) as error:
        print(type(error).__name__)
