# What is lazily imported can be used as if it were imported, under the name that the statement binds.
# Needs: Python 3.15
lazy import math
lazy import os.path, string as text
lazy import xml.dom as dom
lazy from json import dumps, loads as load
lazy from collections import (
    OrderedDict,
)


class C:
    pi = math.pi
    dump = dumps


def f():
    return load("[1]"), text.digits


print(math.floor(2.5), C.pi == math.pi, C.dump is dumps, f())
print(os.path.sep, dom.__name__, OrderedDict(a=1)["a"])
if True: lazy import html; print(html.escape("<"))
