# The name of the class is used without its leading underscores; one of underscores only renames nothing.

class __Hidden:
    __x = 1


class ___:
    __x = 2


print(__Hidden._Hidden__x, ___.__x)
print([name for name in vars(__Hidden) if name.endswith("__x")])
