# Only the types are asked; a method that is set to None says that the operation isn't supported.

class A:
    def __add__(self, other):
        return "type's"


class B:
    __radd__ = None


a = A()
a.__add__ = lambda other: "never"
print(a + 1, a + B())
try:
    5 + B()
except TypeError:
    print("TypeError")
operator = sub = None
print(5 - 3)
