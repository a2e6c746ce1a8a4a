"""What the body of a class in a `finally` needs for itself is seen by nobody, whichever copy of it runs."""
# Plain: namespace, in the core


class Log(dict):
    def __setitem__(self, name, value):
        print("set", name)
        super().__setitem__(name, value)

    def __delitem__(self, name):
        print("delete", name)
        super().__delitem__(name)


class Meta(type):
    @classmethod
    def __prepare__(meta, name, bases):
        return Log()


def first(*arguments):
    return arguments[0]


try:
    pass
finally:

    class Made(metaclass=Meta):
        value = first((0 or not first and 8), first(7))

    pairs = [first(n) for n in (1, 2)]

print(Made.value, pairs)
