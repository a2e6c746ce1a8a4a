# Differs: where a function in it binds by `:=`, the core is a function, which shows in frames; from Python 3.12 on CPython's is none.
# Needs: Python 3.12

import sys


def frame():
    return sys._getframe(1).f_code.co_name


print([(frame(), list((last := n) for m in [1]))[0] for n in [1]])
