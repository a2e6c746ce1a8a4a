# `yield` alone gives None, as a statement and as the value of an assignment.

def numbers():
    yield
    got = yield
    yield got


generator = numbers()
while next(generator):
    print(9)
while isinstance(next(generator), int):
    print(8)
print(getattr(generator, min(dict(send=0)))(1))
# prints: 1
