# A lambda whose body has a yield is a generator function, and nothing around it becomes one.

def f():
    g = lambda n: [(yield n), (yield n + 1)]
    return g


generator = f()(5)
print(next(generator), generator.send("a"))
try:
    generator.send("b")
except StopIteration as end:
    print(end.value)
print(list((lambda: (yield))()), list((lambda: (yield from "ab"))()))
