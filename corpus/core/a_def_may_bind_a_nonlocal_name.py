# `def` binds a name that is `nonlocal` in the function around.

def outer():
    def function():
        return 1

    def define():
        nonlocal function

        def function():
            return 2

    print(function())
    define()
    print(function())


outer()
# prints: 1 2
