# A yield in a lambda belongs to the lambda.

def f():
    g = lambda: (yield "from the lambda")
    return g


generator = f()()
print(next(generator))
try:
    generator.send("sent")
except StopIteration as end:
    print(end.value)
