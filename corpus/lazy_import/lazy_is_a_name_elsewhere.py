# lazy is an ordinary name where no import follows.
# Needs: Python 3.15
lazy = 5
lazy += 1; lazy import math
print(lazy, math.e > 2)


def f(lazy):
    return [lazy for lazy in lazy]


print(f("ab"), (lazy))
