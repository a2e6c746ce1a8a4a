# The name that is called is read first: an argument that binds it to something else comes too late.

def outer():
    def first(value):
        print(1, value)

    def change():
        nonlocal called
        called = 0
        return 2

    called = first
    called(change())
    print(called)


outer()
# prints: 1 2 0
