# The statement calls builtins.__import__ as it is at that moment.
# Plain: rebinding

import builtins

original = builtins.__import__


def loud(name, globals=None, locals=None, fromlist=(), level=0):
    if globals["__name__"] == __name__:  # not what the modules import in their turn
        print(name, fromlist, level)
    return original(name, globals, locals, fromlist, level)


builtins.__import__ = loud
try:
    import math
    import os.path as p
    from string import digits, capwords as c
finally:
    builtins.__import__ = original
import sys
print(math.pi > 3, p is sys.modules["os.path"], digits, c("a b"))
