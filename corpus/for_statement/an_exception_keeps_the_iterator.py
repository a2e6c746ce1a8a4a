# Differs: the iterator of a loop that an exception has left lives in a frame as long as its traceback; CPython lets it go.

class Items:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def __del__(self):
        print("let go")


def loop():
    for n in Items():
        raise ValueError


try:
    loop()
except ValueError as error:
    print("handling")
