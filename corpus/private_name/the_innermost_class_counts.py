# The class around the code gives the name; a subclass has its own, so the two don't meet.

class Outer:
    __x = "outer"

    class Inner:
        __x = "inner"

        def get(self):
            return self.__x

    def get(self):
        def nested():
            return self.__x
        return nested()


class Below(Outer):
    __x = "below"

    def own(self):
        return self.__x


print(Outer().get(), Outer.Inner().get(), Below().get(), Below().own())
