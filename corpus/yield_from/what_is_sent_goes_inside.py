# send reaches the inner generator; an iterator without send gets next for None only.

def inner():
    got = []
    while len(got) < 3:
        got.append((yield len(got)))
    return got


def outer(iterable):
    print("result", (yield from iterable))
    yield "done"


generator = outer(inner())
print(next(generator), generator.send("a"), next(generator), generator.send("c"))
generator = outer(iter("xy"))
print(next(generator), generator.send(None))
generator = outer(iter("xy"))
next(generator)
try:
    generator.send("a")
except AttributeError:
    print("an iterator of a string has no send")
