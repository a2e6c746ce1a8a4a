# A builtin that gets a function calls it, with positional or keyword arguments; an exception goes through the builtin.

def pair(a, b=1):
    print(a, b)
    return a


def fail(value):
    raise KeyError


print(*map(pair, range(2)))
print(min(range(3, 5), key=pair))
try:
    print(*map(fail, range(2)))
except KeyError:
    print(5)
# prints: 0 1 1 1 0 1 3 1 4 1 3 5
