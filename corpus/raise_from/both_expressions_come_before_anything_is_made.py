# The exception and the cause are evaluated, in this order, before either class is called.

class Made(Exception):
    def __init__(self):
        print("made", type(self).__name__)


class A(Made):
    pass


class B(Made):
    pass


def say(thing):
    print("evaluated", thing.__name__)
    return thing


try:
    raise say(A) from say(B)
except A as error:
    print(type(error.__cause__).__name__)
