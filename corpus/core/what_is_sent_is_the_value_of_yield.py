# `send` goes on with a value for the `yield`, and gives the next one; each value arrives once.

def echo():
    got = yield 1
    print(got)
    got = yield 2
    while got:
        print(9)
    got = yield 3
    yield got


generator = echo()
send = getattr(generator, min(dict(send=0)))
print(next(generator))
print(send(4))
print(next(generator))
print(send(5))
# prints: 1 4 2 3 5
