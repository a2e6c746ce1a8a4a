# A name that the class declares global is that of the module in the value; a nonlocal one that of the function.
# Needs: Python 3.12

name = "module"


def around():
    name = other = "function"

    class Inner:
        global name
        nonlocal other
        type Alias = (name, other)
        other = "changed"

    return Inner


name = "module later"
print(around().Alias.__value__)
