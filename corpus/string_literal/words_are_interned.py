# A string that looks like a name is the one object that all such strings of the interpreter are.

import sys

name, other = "name_1", "name_1"
print(name is other, name is sys.intern("".join(["name", "_1"])))
print(name is next(iter(dict(name_1=0))))
