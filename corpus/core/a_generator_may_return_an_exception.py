# `return` of an exception returns it, in functions and in generators.

def function():
    return KeyError(1)


def generator():
    return function()
    yield 0


def args_of(error):
    return getattr(error, min(dict(args=0)))


try:
    next(generator())
except StopIteration as stop:
    print(*args_of(getattr(stop, min(dict(value=0)))))
print(*args_of(function()))
# prints: 1 1
