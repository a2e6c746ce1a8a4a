# super() takes the first parameter of the function right around it, also of a lambda; in a generator expression it has none.

class Base:
    def name(self):
        return "Base"


class Child(Base):
    def inside(self):
        def later(me, other=super().name()):
            return super().name(), other

        return later(self), (lambda you: super().name())(self), [found for found in super().name()]

    def without(self):
        def later():
            return super().name()

        try:
            later()
        except RuntimeError as error:
            return type(error).__name__

    def generates(self):
        yield super().name()
        try:
            yield from (super().name() for _ in "ab")
        except TypeError as error:
            yield type(error).__name__

    @classmethod
    def of_class(cls):
        return super().name(cls())

    @staticmethod
    def static(whatever):
        return super().name()


class Forgetful(Base):
    def forgets(self):
        del self
        try:
            return super()
        except RuntimeError as error:
            return type(error).__name__


child = Child()
print(child.inside(), child.without(), Forgetful().forgets(), list(child.generates()), child.of_class(), child.static(child))
