# A bracket keeps words apart: `not(a)`, `return[b]` and `c if(d)else"e"` need no space.

def f(a, b, c):
    if not(a and b)or(c):
        return(a if b else c)
    elif[n for n in b]:
        return[n for n in b if(n)if not[n]is(b)]
    for(d, e)in[(1, 2)]:
        assert(d)in(1, 3),"never"
    while(lambda: a)()is not(b):
        raise(ValueError)from(None)
    return"nothing"


def g(a):
    got = yield(a)if(a)else[a]
    yield from(n for n in(got, a))
    with open(__file__)as(file):
        del(file)
    return(lambda: a)and(lambda: got)


print(f(1, [1], 0), f(1, [], 0), f(1, [], 1), f(0, [2], 0))
try:
    f(0, [], 0)
except(ValueError, TypeError)as error:
    print(repr(error))
generator = g(0)
print(next(generator), generator.send(1), next(generator))
try:
    next(generator)
except(StopIteration)as stop:
    print(stop.value())
print((1)if(0)else(2),[(1)for n in"ab"if(n)], (0)or(0)in(0,))
