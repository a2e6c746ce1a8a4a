# Items are evaluated from left to right, names included.

def say(n):
    print(n, end=" ")
    return n


def change():
    global x
    x = "new"


x = "old"
print([say(1), say(2), [say(3)], say(4)], [x, change(), x], [], [[]], [1, ])
