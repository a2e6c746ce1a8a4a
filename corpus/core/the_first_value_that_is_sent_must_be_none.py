# Before its first `yield` a generator cannot take a value: `send` of one is a TypeError, and nothing runs.

def echo():
    print(2)
    got = yield 3
    print(got)


def nothing():
    0


generator = echo()
send = getattr(generator, min(dict(send=0)))
try:
    send(0)
except TypeError:
    print(1)
print(send(nothing()))
try:
    send(4)
except StopIteration:
    print(5)
# prints: 1 2 3 4 5
