# If the left side says NotImplemented or has no method, the reflected method of the right side is called.

class A:
    def __add__(self, other):
        print("add", end=" ")
        return NotImplemented


class B:
    def __radd__(self, other):
        return "B", other

    __rmul__ = __radd__


print((A() + B())[0], 1 + B(), "text" + B(), [1] + B(), (1,) + B(), 2 * B(), [2] * B())
for add in (lambda: A() + A(), lambda: A() + 1, lambda: B() + 1, lambda: [1] + (1,), lambda: 1 + "a"):
    try:
        add()
    except TypeError:
        print("TypeError")
