# The metaclass gets all keywords and bases, the decorators get the class, and the class cell is filled.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases, **keywords):
        print("prepare", name, bases, keywords)
        return {}

    def __new__(meta, name, bases, namespace, **keywords):
        print("new", name, [base.__name__ for base in bases], keywords)
        return super().__new__(meta, name, bases, namespace)

    def __init__(cls, name, bases, namespace, **keywords):
        super().__init__(name, bases, namespace)


def first(thing):
    print("first", thing.__name__)
    return thing


def second(argument):
    print("second", argument)
    return first


@second("evaluated")
@first
class Box[T, U](list, metaclass=Meta, of=T, to=(T, U)):
    """Words."""

    def cell(self):
        return __class__

    @property
    def parameter(self):
        return T


print(Box().cell() is Box, Box.__doc__, Box().parameter, Box.__type_params__)
