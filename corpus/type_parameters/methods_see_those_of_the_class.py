# Methods, and classes inside, see the type parameters of the class and of the functions around.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

def around[F]():
    class Outer[O]:
        class Inner[I]:
            found = F, O, I

            def method[M](self, a: (F, O, I, M)):
                return F, O, I, M

        def plain(self):
            return F, O

    return Outer


Outer = around()
print(Outer.Inner.found, Outer.Inner().method(1), Outer().plain())
print(Outer.Inner.method.__annotations__["a"])
