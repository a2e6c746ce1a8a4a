# As an index, argument, condition, default, in an f-string or a nested yield, the function is a generator.

def f():
    table = {}
    table[(yield "index")] = yield "value"
    print(table, f"{(yield 'field')}")
    while (yield "condition"):
        print("turn")

    def g(n=(yield "default")):
        return n
    return (yield (yield "inner")), g(), not (yield "not")


generator = f()
print(next(generator))
for value in ("V", "I", "F", 1, 0, "D", "X", "Y", ""):
    try:
        print("-", generator.send(value))
    except StopIteration as end:
        print(end.value)
