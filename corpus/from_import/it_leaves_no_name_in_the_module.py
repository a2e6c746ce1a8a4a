# After it the module has the names that it binds, and no others.
# Plain: namespace

from math import floor, ceil as up

print(sorted(name for name in globals() if name[:2] != "__"))
