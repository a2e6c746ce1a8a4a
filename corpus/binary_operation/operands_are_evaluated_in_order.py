# The left operand is evaluated before the right one, names included, whatever binds tighter.

def say(n):
    print(n, end=" ")
    return n


def change():
    global x
    x = 100
    return 1


print(say(1) + say(2) * say(3), (say(4) - say(5)) ** say(2), say(2) ** say(3) ** say(2))
x = 1
print(x + change() + x, x * change())
