# A bound that can't be evaluated is evaluated again when it is asked for again.
# Needs: Python 3.12

class Box[T: Later, U: (Later, int)]:
    pass


T, U = Box.__type_params__
for ask in (lambda: T.__bound__, lambda: U.__constraints__) * 2:
    try:
        ask()
    except NameError as error:
        print(error)


class Later:
    pass


print(T.__bound__ is Later, U.__constraints__ == (Later, int))
