# The specification is evaluated after the value: before that is converted up to Python 3.12, later after it.
# Changed in: Python 3.13

class Loud:
    def __repr__(self):
        print("converted")
        return "text"


def evaluated():
    print("value")
    return Loud()


def width():
    print("width")
    return 6


print(f"{evaluated()!r:{width()}}|")
