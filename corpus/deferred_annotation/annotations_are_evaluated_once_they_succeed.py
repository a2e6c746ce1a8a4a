# An evaluation that fails is tried again; one that has succeeded is not.
# Needs: Python 3.14

def count():
    global calls
    calls += 1
    return calls


calls = 0


def f(a: count(), b: Missing): ...


for attempt in range(2):
    try:
        sorted(f.__annotations__)
    except NameError as error:
        print(error, calls)
Missing = str
print(dict(f.__annotations__), calls)
print(dict(f.__annotations__), calls, f.__annotations__ is f.__annotations__)
f.__annotations__["c"] = 1
print(sorted(f.__annotations__))
