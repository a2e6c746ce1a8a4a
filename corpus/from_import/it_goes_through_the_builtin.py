# The statement calls `builtins.__import__` as it is at that moment, with the names that are wanted.
# Plain: rebinding

import builtins

original = builtins.__import__


def importing(name, names=None, space=None, wanted=None, level=0):
    print(name, wanted, level, names is globals(), space is globals())
    return original(name, names, space, wanted, level)


builtins.__import__ = importing
from math import floor, ceil as up
builtins.__import__ = original
from math import sqrt
print(floor(2.5), up(2.5), sqrt(4))
