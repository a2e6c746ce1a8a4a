# A deleted local is an unbound local, not the global of its name.

name = "global"


def f():
    name = "local"
    print(name)
    del name
    try:
        return name
    except UnboundLocalError:
        return "unbound"


print(f(), name)
