# Inside a class the name that is looked up has the class's name in front, wherever the attribute is used.

class C:
    def f(self, other):
        self.__a = other.__b
        self.__a += 1
        del other.__b
        return [self.__a, lambda: self.__c]

    class _D:
        def g(self):
            self.__e = 1
            return vars(self)


class Any:
    def __getattr__(self, name):
        print("get", name)
        return 1

    def __delattr__(self, name):
        print("del", name)


c = C()
print(c.f(Any())[0], vars(c), c._D().g())
try:
    c.f(Any())[1]()
except AttributeError:
    print("no", hasattr(c, "__c"))
