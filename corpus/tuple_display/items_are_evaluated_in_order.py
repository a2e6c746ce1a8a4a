# Items are evaluated from left to right, with brackets or without.

def say(n):
    print(n, end=" ")
    return n


a = say(1), say(2), (say(3), say(4))
print(a)
print((say(5), *[say(6)], say(7)))
