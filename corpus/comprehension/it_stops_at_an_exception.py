# An exception in an element ends it: the iterator is not asked further and nothing is bound.

def numbers():
    for n in (2, 1, 0, 3):
        print("asked for", n)
        yield n


result = "old"
iterator = numbers()
try:
    result = [6 // n for n in iterator]
except ZeroDivisionError:
    print(result, next(iterator))
