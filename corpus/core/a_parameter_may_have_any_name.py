# A parameter hides what the module and the builtins have under its name, that of its own function, too.

def same(same):
    return same


def show(len):
    print(len)


show(1)
print(same(2))
# prints: 1 2
