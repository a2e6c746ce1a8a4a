# From Python 3.13 on a class lists the attributes that its methods store: before its decorators see it.
# Plain: kinds, from Python 3.13 on, in the core


def shown(made):
    print(made.__name__, getattr(made, "__static_attributes__", ()))
    return made


@shown
class Counter:
    def __init__(self):
        self.count = 0

    class Step:
        """A class inside, without a decorator."""

        def __init__(self):
            self.__size = 1


shown(Counter.Step)


def local():
    class Empty:
        def method(self):
            self.count += 1

    return Empty


shown(local())
