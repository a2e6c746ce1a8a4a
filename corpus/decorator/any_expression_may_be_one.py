# After `@` any expression may stand: a subscription, a lambda, a condition, one with `:=`, `and`, a comprehension.
# Needs: Python 3.9

def named(name):
    print("made", name)

    def decorate(function):
        print("decorates", name)
        return function

    return decorate


table = {"a": named("a"), "b": [named("b")]}


@table["a"]
@table["b"][0]
@(lambda function: function)
@named("one") if table else named("two")
@(kept := named("kept"))
@table and named("and")
@[named(name) for name in "xyz"][-1]
def function():
    return "function"


@table["b"][0]
@kept
@(lambda cls: cls.__name__)
class C:
    pass


print(function(), C)
flag = None


@flag or (lambda function: flag or function())
def value():
    return "called"


print(value)
