# In a generator, suites run when it goes on or is closed, with yields among them.

def f():
    for n in range(3):
        try:
            try:
                got = yield n
                if got == "continue":
                    continue
                if got == "return":
                    return "value"
            finally:
                print("inner", n)
        finally:
            yield "outer"


generator = f()
print(next(generator), generator.send("continue"), next(generator), generator.send("return"))
try:
    next(generator)
except StopIteration as end:
    print(end.value)
generator = f()
next(generator)
try:
    generator.close()
except RuntimeError:
    print("it yielded while it was closed")
