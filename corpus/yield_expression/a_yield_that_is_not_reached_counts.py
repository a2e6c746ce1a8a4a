# A yield anywhere in it makes the function a generator, even where it never runs.

def f():
    if False:
        x = (yield)
    return 5


def g():
    return 5
    yield


class C:
    def __iter__(self):
        return
        yield


print(type(f()).__name__, type(g()).__name__, list(C()), list(f()))
try:
    next(g())
except StopIteration as end:
    print(end.value)
