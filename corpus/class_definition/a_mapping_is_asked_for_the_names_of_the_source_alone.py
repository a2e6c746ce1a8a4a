# The mapping is asked for what stands in the body, and told what the body binds, and nothing more.
# Plain: namespace, kinds

class Mapping(dict):
    def __getitem__(self, name):
        print("get", name, name in self)
        return dict.__getitem__(self, name)

    def __setitem__(self, name, value):
        if name[:2] != "__":
            print("set", name)
        dict.__setitem__(self, name, value)

    def __delitem__(self, name):
        print("del", name)
        dict.__delitem__(self, name)


class Meta(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        return Mapping()


def same(x):
    return x


class C(metaclass=Meta):
    a = -1.5, "s", b"b", None
    b = c = [n for n in range(2)] if a[1:] else not a
    d, *e = {**{"k": 1}}, (lambda: 0)(), f"{a[1]}"
    while b and 0 <= len(b) < 5:
        b += [0]
        if len(b) == 4:
            continue
        c = b[-1]
    try:
        assert not c
    except AssertionError as f:
        raise
    else:
        g = 1
    finally:
        from os import sep, path as h
    del g

    @same
    def i(self, x=a) -> "int":
        """Text."""
        return x

    async def j(self):
        pass

    class D:
        k = 1


print([name for name in vars(C) if name[:2] != "__"], C.i.__doc__, C.i.__annotations__)
