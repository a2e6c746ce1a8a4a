# `send` goes on with a value for the `yield`, and gives the next one; each value arrives once.

def echo():
    got = yield 1
    print(got)
    got = yield 2
    print(got)
    yield 3
    yield got


generator = echo()
send = getattr(generator, min(dict(send=0)))
print(next(generator))
print(send(4))
print(send(5))
print(send(6))
# prints: 1 4 2 5 3 5
