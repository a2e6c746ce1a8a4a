# Stars may stand among the other arguments, even behind keywords; they are positional all the same, and come first.

def show(*args, **names):
    print(args, names)


def told(value):
    print("evaluated", value)
    return value


show(*told([1]), told(2), *told("ab"), key=told(3), **told({"x": 4}), other=told(5), **told({"y": 6}))
show(key=told(1), *told([2, 3]))
show(told(1), key=told(2), *told([3]), last=told(4),)
for twice in (lambda: show(key=1, **{"key": 2}), lambda: show(**{"a": 1}, **{"a": 2})):
    try:
        twice()
    except TypeError as error:
        print(error)
