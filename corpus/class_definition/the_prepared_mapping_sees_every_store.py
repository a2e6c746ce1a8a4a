# The body runs on the mapping that __prepare__ gave: it sees each store, look-up and deletion, in order.
# Plain: namespace, kinds

class Loud(dict):
    def __setitem__(self, name, value):
        if name[0] != "_":
            print("set", name)
        super().__setitem__(name, value)

    def __getitem__(self, name):
        if name[0] != "_":
            print("get", name, name in self)
        return super().__getitem__(name)

    def __delitem__(self, name):
        print("del", name)
        super().__delitem__(name)


class C(metaclass=type("Meta", (type,), {"__prepare__": classmethod(lambda *details: Loud())})):
    a = len("abc")
    b = a
    del a
    for i in (1, 2):
        b += i


print(C.b, hasattr(C, "a"))
