# From Python 3.12 on an attribute of super() reads the first parameter, even if that has been deleted; super() alone asks the frame.

class Base:
    name = "name of Base"

    def method(self, *args):
        return "Base", *args


class Derived(Base):
    def attribute(self):
        del self
        return super().name

    def method(self):
        del self
        return super().method()

    def alone(self):
        del self
        return super()

    def in_two_steps(self):
        del self
        above = super()
        return above.method()

    def by_getattr(self):
        del self
        return getattr(super(), "name")

    def its_class(self):
        del self
        return super().__class__

    def stored(self):
        del self
        super().name = 1

    def deleted(self):
        del self
        del super().name

    def added(self):
        del self
        super().name += 1

    def a_cell(self):
        def read():
            return self
        del self
        return super().method()

    def deleted_inside(self):
        def delete():
            nonlocal self
            del self
        delete()
        return super().method(1, key=[2])

    def unbound_by_a_handler(self):
        try:
            raise KeyError
        except KeyError as self:
            pass
        return super().name

    def bound_again(self):
        other = self
        del self
        self = other
        return super().method(1)

    def rebound(self):
        self = 3
        return super().name

    def in_a_nested_function(self):
        def inner(first):
            del first
            return super().name
        return inner(self)

    def nested_without_arguments(self):
        def inner():
            return super().name
        return inner()

    def only_the_rest(*self):
        return super().name

    def shadowed(self):
        super = Base
        del self
        return super().method()

    def two_arguments(self):
        kept = self
        del self
        return super(Derived, kept).method()

    def in_a_generator(self):
        del self
        yield super().name


def with_no_class(self):
    del self
    return super().name


def attempt(function):
    try:
        result = function(object.__new__(Derived))
        return result if isinstance(result, (str, tuple, list)) else list(result)
    except Exception as error:
        return type(error).__name__, type(error.__context__).__name__


for name, function in [*vars(Derived).items(), ("with_no_class", with_no_class)]:
    if callable(function):
        print(name, attempt(function))
