# The first parameter gets the first argument, the second the second; a comma may stand behind the last.

def second(a, b, c,):
    return b


def backwards(a, b, c):
    print(c, b, a)


print(second(1, 2, 3))
backwards(4, 5, 6)
# prints: 2 6 5 4
