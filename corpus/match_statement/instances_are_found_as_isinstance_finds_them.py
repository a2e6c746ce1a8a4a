# A class pattern asks `isinstance`, which the metaclass may answer.

class Meta(type):
    def __instancecheck__(cls, instance):
        print("asked", cls.__name__, instance)
        return instance == 1


class Odd(metaclass=Meta):
    pass


for x in 1, 2:
    match x:
        case Odd(real=1):
            print("odd")
        case Odd() | 2:
            print("two")
