# Inside a function that declares a name global, nested functions see the module's as well.

n = 1


def outer():
    n = 2

    def middle():
        global n

        def inner():
            return n

        n = 3
        return inner()

    return middle(), n


print(outer(), n)
