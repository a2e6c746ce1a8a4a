# An error of unpacking is gone after its handler, and with it the frames that it has passed and their variables.
import gc

gc.disable()


class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("let go:", self.name)


def unpacking(value):
    local = Item("local")
    first, second = value
    print("never", local)


def with_a_star(value):
    local = Item("local")
    first, *second = value
    print("never", local)


def in_a_loop(value):
    local = Item("local")
    for first, second in [value]:
        print("never", local)


for failing in unpacking, with_a_star, in_a_loop:
    for value in 1, (), None:
        try:
            failing(value)
        except (TypeError, ValueError) as error:
            print(type(error).__name__)
        print("after")
