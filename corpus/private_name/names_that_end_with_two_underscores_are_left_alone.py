# A name that ends with two underscores is not private, nor is one with a single underscore in front.

class C:
    __both__ = 1
    _one = 2
    __one_behind_ = 3
    ___three = 4
    __ = 5

    def get(self):
        return self.__both__, self._one, self.__one_behind_, self.___three, self.__


print(C().get())
print([name for name in ("__both__", "_one", "__one_behind_", "___three", "__") if name in vars(C)])
print(C._C__one_behind_, C._C___three)
