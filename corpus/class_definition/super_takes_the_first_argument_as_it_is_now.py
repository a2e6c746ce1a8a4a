# super() uses what the first parameter of its own function holds at that moment, whatever it is called.

class A(str):
    def who(self):
        return "A of " + self


class B(A):
    def rebound(self):
        self = B("another")
        return super().who()

    def nested(self):
        def inner(first):
            return super().who()
        return inner(B("inner's"))

    @classmethod
    def of_class(cls):
        return super().who(B("argument"))

    def no_arguments():
        try:
            return super()
        except RuntimeError:
            return "RuntimeError"


print(B("one").rebound(), B("one").nested(), B.of_class(), B.no_arguments())
