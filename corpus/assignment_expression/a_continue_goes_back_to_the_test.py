# In the test of `while`, the binding is made anew for each turn, also after `continue`; `else` follows a false test only.

def without_else(numbers):
    while (number := next(numbers)) < 5:
        if number % 2:
            continue
        print("even", number)
    print("first too large", number)


def with_else(numbers, unwanted):
    while (number := next(numbers)) < 5:
        if number % 2:
            continue
        if number == unwanted:
            break
        print("even", number)
    else:
        print("first too large", number)
    print("last", number)


without_else(iter(range(10)))
with_else(iter(range(10)), 7)
with_else(iter(range(10)), 2)
