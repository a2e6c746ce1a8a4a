# A loop around the `try` takes its next turn, and each turn may raise and handle anew.

def tell(value):
    print(value)
    return value


numbers = iter(range(1, 4))
number = next(numbers)
while number:
    try:
        tell(number)
        raise KeyError
    except KeyError:
        number = 0
    try:
        number = next(numbers)
    except StopIteration:
        print(4)
print(number)
# prints: 1 2 3 4 0
