# All items are evaluated from left to right; of equal ones the first stays.

def say(n):
    print(n, end=" ")
    return n


print(sorted({say(3), say(1), say(2), say(1)}), {1, True, 1.0}, {0.0, 0, False})
print(sorted({say(5), *[say(4), say(6)], say(7)}))
