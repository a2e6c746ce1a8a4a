"""A method is in the class though its defaults and annotations need statements before its decorator is called."""


def decorate(function):
    print("decorate", function.__name__)
    return function


def make(given):
    class Made:
        own = 1

        @decorate
        def method(self, value: [given, own][1], *, other=[given and own, True][1]):
            return other

        @decorate
        class Inner([given and object, object][1]):
            pass

    return Made


made = make(3)
print("method" in vars(made), "Inner" in vars(made), made().method(2), made.method.__annotations__)
