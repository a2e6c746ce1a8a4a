# Differs: what has `throw`, and is no generator, gets the exception; in CPython it gets what the caller gave, whatever that is.

import warnings


class Delegate:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, *given):
        print(len(given), *(thing if isinstance(thing, BaseException) else repr(thing) for thing in given))
        raise StopIteration


def delegating():
    yield from Delegate()
    yield "end"


def thrown(*given):
    generator = delegating()
    next(generator)
    try:
        generator.throw(*given)
    except TypeError:
        print("TypeError")


warnings.simplefilter("ignore")  # about more than one argument
thrown(KeyError("an instance"))
thrown(KeyError)
thrown(KeyError, 1)
thrown(KeyError, None, None)
thrown("anything")
