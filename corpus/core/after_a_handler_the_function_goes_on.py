# A loop around the `try` takes its next turn, and each turn may raise and handle anew.

def tell(value):
    print(value)
    return value


def function(numbers):
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
    return 5


print(function(iter(range(1, 4))))
# prints: 1 2 3 4 0 5
