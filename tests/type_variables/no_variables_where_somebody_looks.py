# Since: 3.12
def first[T: int](x: T) -> T:
    return x


class Box[T]:
    pass


print(len(first.__type_params__), [one.__name__ for one in Box.__type_params__], first.__type_params__[0].__bound__)
