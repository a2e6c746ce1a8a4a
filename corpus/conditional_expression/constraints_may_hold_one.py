# The constraints of a type parameter are evaluated when they are asked for; one of them may be a choice.
# Needs: Python 3.12

narrow = False


def pick[T: (int if narrow else str, bytes)](value: T) -> T:
    return value


print(pick.__type_params__[0].__constraints__)
