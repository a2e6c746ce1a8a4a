# A class in the function finds the name in the module, whatever a function around has.

x = y = "module's"


def outer():
    x = y = "outer's"

    def f():
        global x

        class C:
            z = x

            def m(self):
                return x

            global y
            y += ", from the body"

            class D:
                z = x + y

        return C.z, C().m(), C.D.z

    return f(), x, y


print(outer(), x, y)
