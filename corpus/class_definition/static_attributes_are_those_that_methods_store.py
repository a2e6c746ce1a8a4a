# From Python 3.13 on a class lists the attributes that its functions store through `self`; `+=` and `del` do not count.
# Plain: kinds, from Python 3.13 on

import types

self = types.SimpleNamespace(read=0, body_added=0)


class C:
    self.body = 1
    for self.loop_in_body in "a":
        self.body_added += 1

    def method(self):
        self.assigned = self.chained = 1
        self.added += 1
        self.annotated: int = 2
        self.bare: int
        for self.looped in "a":
            (self.first, [self.second, *self.third]) = self.read
        with open(__file__) as self.managed:
            del self.deleted
        self.subscripted[0] = self.deep.er = 3
        self.__private = other.attribute = 4

    def nested(this):
        def inner():
            self.in_nested = 1
            self.assigned += 2

        return lambda: [0 for self.in_comprehension in inner()]

    @staticmethod
    def static():
        self.in_static = 1

    class Inner:
        def method(self):
            self.of_inner = 1
            self.of_inner += 1

            class Local:
                def method(self):
                    self.of_local = 1


print(sorted(getattr(C, "__static_attributes__", ())))
print(sorted(getattr(C.Inner, "__static_attributes__", ())))
