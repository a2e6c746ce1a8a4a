# A yield gives what send passes, None after next.

def f():
    a = yield
    b = yield a
    c = (yield b) or "nothing"
    print("c", c)
    yield (a, b, c)


generator = f()
print(next(generator), generator.send(1), generator.send(2), next(generator))
