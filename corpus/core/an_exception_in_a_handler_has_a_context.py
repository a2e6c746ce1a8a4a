# An exception that is raised in a handler has the one that is being handled as its `__context__`; others have none.

def context_of(error):
    return getattr(error, min(dict(__context__=0)))


def fail():
    raise TypeError


try:
    try:
        raise KeyError(1)
    except KeyError:
        fail()
except TypeError as error:
    print(*getattr(context_of(error), min(dict(args=0))))
try:
    fail()
except TypeError as error:
    while context_of(error):
        print(9)
    print(2)
# prints: 1 2
