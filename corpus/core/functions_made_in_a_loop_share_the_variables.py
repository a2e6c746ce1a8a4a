# The variables belong to the call and not to the turn of the loop: functions made in it see the last value.

def tuple_of(*items):
    return items


def outer():
    functions = tuple_of()
    numbers = iter(range(1, 4))
    number = next(numbers, 0)
    while number:
        def made(before=number):
            return tuple_of(before, number)

        functions = tuple_of(*functions, made)
        number = next(numbers, 0)
    number = 9
    return functions


def show(first, *rest):
    print(*first())
    while rest:
        return show(*rest)


show(*outer())
# prints: 1 9 2 9 3 9
