# The parts may yield; only those that are reached do.

def f():
    return (yield "yes") if (yield "condition") else (yield "no")


for answer in (1, 0):
    generator = f()
    print(next(generator), generator.send(answer))
    try:
        generator.send("value")
    except StopIteration as end:
        print(end.value)
