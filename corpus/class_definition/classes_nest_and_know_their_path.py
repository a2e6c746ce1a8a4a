# __qualname__ is the path to the class, and can be read and replaced inside the body.
# Plain: frames

def f():
    class A:
        path = __qualname__

        class B:
            path = __qualname__

            def method(self):
                return (lambda: 0).__qualname__

    return A


A = f()
print(A.path, A.B.path, A.B.method.__qualname__, A.B().method(), A.__name__)


class C:
    before = __qualname__, __module__ == __name__
    __qualname__ = "Renamed.C"

    def method(self):
        pass


print(C.before, C.__qualname__, C.method.__qualname__, C.__name__, "__qualname__" in vars(C))
