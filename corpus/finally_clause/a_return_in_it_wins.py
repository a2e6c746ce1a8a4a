# A return in the finally suite replaces what was on its way, be it a value or an exception.

import sys


def f(problem):
    try:
        if problem:
            raise problem
        return "first"
    finally:
        return "last"


print(f(None), f(KeyError()), f(SystemExit(3)))
print(sys.exc_info())
