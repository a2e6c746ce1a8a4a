"""`global` and `nonlocal` in a `finally` hold for the whole function, however often the suite is written."""


def outer():
    count = 0

    def inner():
        try:
            pass
        finally:
            nonlocal count
            count = 4

    inner()
    return count


def total():
    try:
        pass
    finally:
        global amount
        amount = 5


print(outer())
total()
print(amount)
