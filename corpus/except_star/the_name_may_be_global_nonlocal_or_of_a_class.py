# The name after `as` is bound where the scope says.
# Needs: Python 3.11

def declared_global():
    global found
    try:
        raise ValueError(1)
    except* ValueError as found:
        show()


def show():
    print(repr(found))


def outer():
    error = "outer"

    def inner():
        nonlocal error
        try:
            raise ValueError(2)
        except* ValueError as error:
            seen()

    def seen():
        print(repr(error))

    inner()
    try:
        seen()
    except NameError as unbound:
        print(type(unbound).__name__)


declared_global()
print("found" in globals())
outer()


class C:
    try:
        raise ValueError(3)
    except* ValueError as __error:
        print(sorted(name for name in vars() if "error" in name))
    print(sorted(name for name in vars() if "error" in name))


print(sorted(name for name in vars(C) if not name.startswith("__")))
