# A handler whose type is no class of exceptions raises a TypeError when it is asked, and not before.

try:
    try:
        print(1)
    except 0:
        0
    try:
        raise KeyError
    except KeyError:
        print(2)
    except 0:
        0
    try:
        raise KeyError
    except 0:
        print(9)
except TypeError:
    print(3)
# prints: 1 2 3
