# At the def, defaults are evaluated first, then annotations (up to Python 3.13), then decorators are applied.
# Changed in: Python 3.14

def say(text):
    print(text)
    return text


def decorator(function):
    print("decorated")
    return function


@decorator
def f(a: say("for a") = say("default of a"), *, b: say("for b") = say("default of b")) -> say("result"):
    print("called")


f()
f()
print(list(f.__annotations__.values()))
