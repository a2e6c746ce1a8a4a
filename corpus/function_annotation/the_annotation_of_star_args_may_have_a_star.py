# `*args: *Ts` stands for the one item of Ts; any other number of items is a ValueError.
# Needs: Python 3.11
# Changed in: Python 3.14
# Plain: words

class Ts:
    def __iter__(self):
        print("iterated")
        yield "the one"


def function(a: "first", *args: *Ts(), b: "last", **more: "more") -> "result":
    pass


print(function.__annotations__)


for items in ((), (1, 2), 5):
    try:

        def wrong(*args: *items):
            pass

    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class C:
    def method(self, *__args: *(int,)):
        pass


print(C.method.__annotations__)
