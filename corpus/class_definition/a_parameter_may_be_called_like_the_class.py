# `__class__` is a name like any other: a parameter, or a variable, of a function inside of a method hides the class.

class C:
    def method(self):
        def inner(self, __class__=1, *others, **named):
            return __class__, (lambda __class__: __class__)(2)

        def bound():
            __class__ = 3
            return __class__, [__class__ for __class__ in "4"]

        return __class__, inner(self), inner(self, __class__="given"), bound(), (lambda: __class__)()

    def other(self, __class__):
        return __class__


first, *rest, last = C().method()
print(first is C, *rest, last is C, C().other(5))
