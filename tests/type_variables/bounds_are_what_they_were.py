# Since: 3.12
def first[T: Later, S: (int, Later)](x: T, y: S) -> T:
    return T.__bound__, S.__constraints__


class Later:
    pass


print(first(1, 2) == (Later, (int, Later)))
