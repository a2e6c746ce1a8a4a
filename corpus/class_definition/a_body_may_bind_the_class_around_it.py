from contextlib import nullcontext


def show(made, around):
    print(made().method() is made, "__class__" in vars(made), getattr(around, "__name__", around))


class Outer:
    def assigned(self):
        class Inner:
            nonlocal __class__
            before = __class__
            __class__ = 1
            __class__ += 1

            def method(self):
                return __class__

        print(Inner.before is Outer)
        show(Inner, __class__)

    def bound_by_statements(self):
        class Inner:
            nonlocal __class__
            seen = []
            for __class__ in "for":
                pass
            seen.append(__class__)
            with nullcontext("with") as __class__:
                seen.append(__class__)
            seen.append([(__class__ := "walrus"), __class__])
            [seen[0:1], __class__] = "unpacked", "list"
            import contextlib as __class__

            def method(self):
                return __class__

        print(Inner.seen)
        show(Inner, __class__)

    def bound_by_a_definition(self):
        class Inner:
            nonlocal __class__

            def __class__(self):
                pass

            def method(self):
                return __class__

        show(Inner, __class__)

    def forgotten(self):
        class Inner:
            nonlocal __class__
            try:
                raise ValueError("caught")
            except ValueError as __class__:
                print(__class__)
            try:
                del __class__
            except NameError:
                print("unbound by the handler")
            __class__ = 1
            del __class__

            def method(self):
                return __class__

        try:
            __class__
        except NameError:
            print("unbound")
        __class__ = Outer
        show(Inner, __class__)


class Rebound:
    def change(self):
        nonlocal __class__
        __class__ = "rebound"

    def show(self):
        return __class__


Rebound().change()
print(Rebound().show())
Outer().assigned()
Outer.bound_by_statements(None)
Outer.bound_by_a_definition(None)
Outer.forgotten(None)
