# A `yield` in a loop gives one value at each turn, and the loop may have no end.

def pairs():
    outer = 1
    while outer:
        inner = 2
        while inner:
            yield outer
            yield inner
            inner = 0
        outer = 3


generator = pairs()
print(next(generator), next(generator), next(generator), next(generator), next(generator))
print(next(generator), next(pairs()))
# prints: 1 2 3 2 3 2 1
