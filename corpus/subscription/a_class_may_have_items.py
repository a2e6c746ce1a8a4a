# For a class it is the metaclass that is asked, then __class_getitem__ of the class.

class Meta(type):
    def __getitem__(cls, key):
        return "metaclass", key


class A(metaclass=Meta):
    def __class_getitem__(cls, key):
        return "never"

    def __getitem__(self, key):
        return "object", key


class B:
    def __class_getitem__(cls, key):
        return cls.__name__, key


class C(B):
    pass


print(A[1], A()[1], B[2, 3], C[int].count("C"))
try:
    C()[1]
except TypeError:
    print("TypeError")
