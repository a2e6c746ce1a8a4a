# A break in the finally suite ends the exception that was on its way.

import sys

for n in range(3):
    try:
        raise KeyError(n)
    finally:
        if n == 1:
            break
        try:
            raise ValueError
        except ValueError:
            pass
        if n == 0:
            continue
print("left at", n, sys.exc_info())
