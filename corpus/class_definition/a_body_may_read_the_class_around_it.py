# Differs: where methods use their own `__class__`, the core does not find the one around in the body.

class Outer:
    def method(self):
        class Inner:
            outer = __class__

            def method(self):
                return __class__

        print(Inner.outer is Outer, Inner().method() is Inner)


Outer().method()
