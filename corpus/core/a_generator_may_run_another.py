# A generator may pass on what another gives, one of the same function, too.

def all_of(first, *rest):
    yield first
    inner = iter(rest)
    while rest:
        inner = all_of(*rest)
        rest = 0
    try:
        while 1:
            value = next(inner)
            yield value
    except StopIteration:
        0


print(*all_of(1, 2, 3, 4))
# prints: 1 2 3 4
