# `name = yield value` binds the name when the generator goes on; after `next` that is None.

def numbers():
    got = 1
    got = yield 2
    while got:
        yield 9
    while isinstance(got, int):
        yield 8
    yield 3


print(*numbers())
# prints: 2 3
