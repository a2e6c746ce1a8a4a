# An exception goes out of functions and loops until a `try` is found around the call that is running.

def fail():
    while 1:
        raise ValueError
    print(7)


def between():
    print(2, fail())
    print(8)


try:
    print(1)
    while 1:
        between()
        print(9)
except:
    print(3)
print(4)
# prints: 1 3 4
