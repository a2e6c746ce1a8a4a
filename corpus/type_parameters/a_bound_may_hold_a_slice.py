# What stands between the brackets of a subscript in a bound may be a slice, alone or among others.
# Needs: Python 3.12

class Shapes:
    def __getitem__(self, index):
        return index


shapes = Shapes()


def pick[T: shapes[1:2], U: shapes[int, ::3]](first: T, second: U):
    return first, second


print([parameter.__bound__ for parameter in pick.__type_params__])
