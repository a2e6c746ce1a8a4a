# Private names are mangled in annotations, as keys and as what they read.
# Needs: Python 3.14

class C:
    __kind = "private"
    __value: __kind
    other: __kind = 3

    def method(self, __a: __kind): ...


print(dict(C.__annotations__), dict(C.method.__annotations__), C.other)
