# The values of the generator are yielded one by one; what it returns is the value of the expression.

def inner(n):
    for i in range(n):
        yield i
    return "sum %d" % n


def outer():
    result = yield from inner(2)
    print("result", result)
    return [(yield from inner(1)), (yield from ())]


generator = outer()
while True:
    try:
        print(next(generator))
    except StopIteration as end:
        print(end.value)
        break
