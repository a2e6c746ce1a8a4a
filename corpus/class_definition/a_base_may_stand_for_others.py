# A base that is no class is asked by __mro_entries__ for others; the bases as written are kept then.

class Proxy:
    def __init__(self, *bases):
        self.bases = bases

    def __mro_entries__(self, bases):
        print("asked", len(bases), bases[0] is proxy)
        return self.bases


class A:
    pass


proxy = Proxy(A)


class B(proxy): pass
class C(proxy, Proxy(), int): pass
class D(A): pass


print(B.__bases__ == (A,), B.__orig_bases__ == (proxy,))
print(C.__bases__ == (A, int), len(C.__orig_bases__), "__orig_bases__" in vars(D))
