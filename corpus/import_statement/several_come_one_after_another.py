# A list of modules is imported in order; what came before a failure stays bound.

try:
    import math, no_such_module_anywhere, string
except ModuleNotFoundError as error:
    print(error.name, "math" in globals(), "string" in globals())
try:
    import math.no_such_part
except ModuleNotFoundError as error:
    print(error.name)
