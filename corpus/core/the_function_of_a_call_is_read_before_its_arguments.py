# The name that is called is read first: an argument that binds it to something else comes too late.

def outer():
    def first(value):
        print(1, value)

    called = first

    def change():
        nonlocal called
        called = 0
        return 2

    called(change())
    print(called)


outer()
# prints: 1 2 0
