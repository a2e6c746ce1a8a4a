# A body binds the `__class__` of the class around by `nonlocal`; its methods see its own, by any name of `super`, too.
class Outer:
    def inner(self):
        other = 1

        class Inner:
            nonlocal __class__, other

            def own(self):
                kind = super
                return kind(__class__, self).__init__ and __class__.__name__

            __class__ = int
            other = 2

        return Inner, other

    def around(self):
        return __class__


kind, other = Outer().inner()
print(kind().own(), other, Outer().around())


class Third:
    global __class__

    def own(self):
        kind = super
        return kind(__class__, self).__init__ and __class__.__name__

    __class__ = 3


print(Third().own(), __class__)
