# Differs: in the core a helper iterates, and its frames show.

import sys


class Pair:
    def __iter__(self):
        print(sys._getframe(1).f_code.co_name)
        return iter((1, 2))


def unpack():
    first, second = Pair()


unpack()
