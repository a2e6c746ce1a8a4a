class Outer:
    def method(self):
        class Inner:
            outer = __class__
            again = [found for found in [__class__]]

            def method(self):
                return __class__

        print(Inner.outer is Outer, Inner.again == [Outer], Inner().method() is Inner)

    def without_own_methods(self):
        class Inner:
            outer = __class__

        print(Inner.outer is Outer)

    def local(self):
        __class__ = "local"

        class Inner:
            outer = __class__

            def method(self):
                return super().__init__, __class__

        print(Inner.outer, Inner().method()[1] is Inner)

    def unbound(self):
        class Inner:
            class Innermost:
                try:
                    print(__class__)
                except NameError:
                    print("the class around is not made yet")

                def method(self):
                    return __class__

        print(Inner.Innermost().method() is Inner.Innermost)


Outer().method()
Outer().without_own_methods()
Outer().local()
Outer().unbound()
