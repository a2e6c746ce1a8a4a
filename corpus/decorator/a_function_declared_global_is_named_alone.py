# A decorated function whose name is declared global has that name for its qualified name.
# Plain: frames

def same(function):
    return function


def outer():
    global f, g

    @same
    def f():
        @same
        def inner():
            pass

        return inner

    class C:
        global h

        @same
        @property
        def h(self):
            pass

        @same
        def i(self):
            pass

    @same
    def j():
        pass

    return C.i, j


print([function.__qualname__ for function in (*outer(), f, f(), h.fget)])
