# global means the module's variable, not one of an enclosing function.

name = "module"


def outer():
    name = "outer"

    def inner():
        global name
        name += " changed"
        return name

    return inner(), name


print(outer(), name)
