# Where no exception is being handled, `raise` alone is a RuntimeError; behind a handler nothing is.

def again():
    raise


def caught():
    try:
        again()
    except RuntimeError:
        print(1)


caught()
try:
    raise KeyError
except KeyError:
    print(2)
caught()


def returned():
    try:
        raise KeyError
    except KeyError:
        return 3


print(returned())
caught()
# prints: 1 2 1 3 1
