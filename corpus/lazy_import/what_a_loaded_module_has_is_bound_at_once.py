# What `lazy from` binds is there at once if the module has been loaded already, and has it.
# Needs: the library of Python 3.15
import json
lazy from json import dumps
lazy from json import dumps as dump, tool

print([type(globals()[name]).__name__ for name in ("dumps", "dump", "tool")])
