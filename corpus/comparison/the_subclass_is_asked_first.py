# If the right side is of a subclass, its method is asked first, also if it is inherited.

class A:
    def __lt__(self, other):
        print(type(self).__name__, "<")
        return True

    def __gt__(self, other):
        print(type(self).__name__, ">")
        return True

    def __eq__(self, other):
        print(type(self).__name__, "==")
        return NotImplemented


class B(A):
    pass


A() < B(), B() < A(), A() > A()
print(A() == B(), B() == A())
