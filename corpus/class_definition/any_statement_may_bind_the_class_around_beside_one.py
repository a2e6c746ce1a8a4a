# Any statement of a body may bind or unbind the `__class__` of the class around, though its methods have their own.
from contextlib import nullcontext


class Outer:
    def around(self):
        return __class__

    def kind(self):
        kind = super
        return kind(__class__, self).__init__ and __class__

    def assigned(self):
        class Inner:
            nonlocal __class__

            def own(self):
                kind = super
                return kind(__class__, self).__init__ and __class__.__name__

            first, __class__ = 1, [1]
            __class__ += [2]
            second = __class__ = [*__class__, 3]
            print(__class__, first, second is __class__)

        return Inner

    def others(self):
        class Inner:
            nonlocal __class__

            def own(self):
                kind = super
                return kind(__class__, self).__init__ and __class__.__name__

            for __class__ in "ab":
                print(__class__)
            with nullcontext("c") as __class__:
                print(__class__)
            import os.path as __class__

            print(__class__.__name__.endswith("path"))
            try:
                raise KeyError
            except KeyError as __class__:
                print(repr(__class__))
            try:
                __class__
            except NameError as error:
                print(type(error).__name__)

            def __class__(self):
                return 5

            print(__class__(0))

            class __class__:
                six = 6

            print(__class__.six)

        return Inner

    def unbound(self):
        class Inner:
            nonlocal __class__

            def own(self):
                kind = super
                return kind(__class__, self).__init__ and __class__.__name__

            __class__ = 7
            del __class__
            for _ in range(2):
                try:
                    del __class__
                except NameError as error:
                    print(type(error).__name__)
                    __class__ = 8

        return Inner


def function():
    __class__ = 1

    class Inner:
        nonlocal __class__

        def own(self):
            kind = super
            return kind(__class__, self).__init__ and __class__.__name__

        __class__ += 1
        print(__class__)

    return Inner().own(), __class__


outer = Outer()
print(outer.assigned()().own(), outer.around())
print(outer.others()().own(), Outer().unbound()().own())
try:
    outer.kind()
except (NameError, TypeError) as error:
    print(type(error).__name__)
print(function())
