# Brackets say what belongs together; inside, everything is evaluated before what uses it.

def say(n):
    print(n, end=" ")
    return n


print(2 * (3 + 4), (2 + 3) * 4, 2 ** (1 + 1), -(2 ** 2), (-2) ** 2, (1, 2) + (3,), (1 or 0) and 2)
print(say(1) - (say(2) - say(3)), (say(1) - say(2)) - say(3), say(2) * (say(3) + say(4)))
