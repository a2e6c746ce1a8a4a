# `yield` alone gives None, as a statement and as the value of an assignment.

def numbers():
    yield
    got = yield
    yield got


def ask(value):
    while isinstance(value, int):
        return 1
    while value:
        return 2
    return 3


def only():
    yield


generator = numbers()
print(ask(next(generator)), ask(next(generator)))
print(getattr(generator, min(dict(send=0)))(1))
print(ask(next(only())))
# prints: 3 3 1 3
