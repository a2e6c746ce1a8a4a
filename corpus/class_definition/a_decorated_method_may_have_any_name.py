# What a body binds is looked for in the namespace, whatever it is called and whatever decorates it.

def make():
    class Inner(type):
        @classmethod
        def __prepare__(*arguments):
            return {"prepared": True}

        @staticmethod
        def A():
            return "A"

        @property
        def _(self):
            return self.A()

    return Inner


class Outer(metaclass=make()):
    pass


print(Outer.prepared, Outer._, sorted(name for name in vars(type(Outer)) if name in ("A", "_", "__prepare__")))
