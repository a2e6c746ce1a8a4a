# __annotate__ evaluates for the formats 1 and 2, and refuses the others.
# Needs: the library of Python 3.14
# Plain: frames

def f(a: int) -> str: ...


class C:
    a: int

    def method(self, a: C): ...


for function in f.__annotate__, C.__annotate__, C.method.__annotate__, __annotate__:
    print(function.__name__, function.__qualname__, function.__module__)
    for number in 0, 1, 2, 3, 4, 2.5, "1":
        try:
            print(number, function(number))
        except (NotImplementedError, TypeError) as error:
            print(number, type(error).__name__)
n: int = 1
print(__annotate__(1), (lambda: 0).__annotate__, C.method.__annotate__ is C.method.__annotate__)
