# Between `__hash__` and the function with the display there is no other function.

import sys


class Key:
    def __hash__(self):
        print(sys._getframe(1).f_code.co_name)
        return 1


def small():
    return {Key(): 1}


def mixed():
    return {"a": 1, Key(): 2, **{"b": 3}}


print(len(small()), len(mixed()))
