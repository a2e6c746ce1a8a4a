# A handler with a type takes exceptions of that type only; others go on to the next `try` around it.

try:
    raise KeyError
except KeyError:
    print(1)
try:
    try:
        raise KeyError
    except ValueError:
        print(2)
    print(3)
except KeyError:
    print(4)
print(5)
# prints: 1 4 5
