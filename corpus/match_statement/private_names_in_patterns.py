# Captures and values are mangled in a class; the names of attributes before `=` are not.
# Plain: namespace

class Box:
    __limit = 3

    def __init__(self, value):
        self.__value = value
        setattr(self, "__value", "unmangled")

    def kind(self, x):
        match x:
            case self.__value:
                return "value"
            case Box(__value=__found):
                return "box", __found, sorted(locals())
            case {self.__limit: __y, **__rest} | [__y, *__rest]:
                return __y, __rest


print(Box(1).kind(1), Box(1).kind(Box(2)), Box(1).kind({3: 4, 5: 6}), Box(1).kind([7, 8]))
