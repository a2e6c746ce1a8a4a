# A handler may have a `try` of its own, and goes on after it.

try:
    raise KeyError
except KeyError:
    try:
        print(1)
        raise ValueError
    except ValueError:
        print(2)
    print(3)
    try:
        print(4)
    except:
        print(9)
print(5)
# prints: 1 2 3 4 5
