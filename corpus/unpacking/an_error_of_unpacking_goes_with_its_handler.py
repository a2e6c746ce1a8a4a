# An error of unpacking, and the frames that it passed through, go when it has been handled: nothing is a cycle.

class Token:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  let go", self.name)


def no_iterable():
    token = Token("no iterable")
    a, b = 5


def with_a_star():
    token = Token("with a star")
    a, *b = 5


def nested():
    token = Token("nested")
    (a, b), c = 5, 6


def in_a_loop():
    token = Token("in a loop")
    for a, b in [5]:
        pass


def too_few():
    token = Token("too few")
    a, b = [1]


for statement in (no_iterable, with_a_star, nested, in_a_loop, too_few):
    try:
        statement()
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
    print("after", statement.__name__)
