# A closed generator sees GeneratorExit at its `yield`; it may raise it again, or return. It is no Exception.

def again():
    try:
        yield 1
    except Exception:
        print(9)
    except GeneratorExit:
        print(2)
        raise


def returns():
    try:
        yield 3
    except GeneratorExit:
        print(4)


first = again()
print(next(first))
getattr(first, min(dict(close=0)))()
second = returns()
print(next(second))
getattr(second, min(dict(close=0)))()
print(5, *first)
print(6, *second)
# prints: 1 2 3 4 5 6
