# A class lists what the functions in it store through `self`; what its body stores itself, the class around it lists.
# Plain: kinds, from Python 3.13 on

import types

self = types.SimpleNamespace()


class C:
    def method(self):
        self.stored = 1

        class Local:
            self.by_local, (self.too, *self.rest) = 1, (2, 3)

            def method(self):
                self.of_local = 1

            class Deeper:
                self.by_deeper = 4
                self.__private = 5

        return Local

    class Inner:
        self.by_inner = 6
        if self.by_inner:
            self.in_a_branch = 7

        def method(self):
            class Local:
                self.by_local_of_inner = 8


local = C().method.__func__(self)
for one in (C, local, local.Deeper, C.Inner):
    print(one.__qualname__, sorted(getattr(one, "__static_attributes__", ())))
print(sorted(vars(self)))
