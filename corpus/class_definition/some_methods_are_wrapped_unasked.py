# __new__ becomes a static method, __init_subclass__ and __class_getitem__ class methods, undecorated.

class A:
    def __new__(cls, *arguments):
        print("new", cls.__name__, arguments)
        return super().__new__(cls)

    def __init_subclass__(cls):
        print("below", cls.__name__)
        super().__init_subclass__()

    def __class_getitem__(cls, key):
        return cls.__name__, key


class B(A):
    pass


B(5)
print(A[1], B[2])
print([type(vars(A)[n]).__name__ for n in ("__new__", "__init_subclass__", "__class_getitem__")])
