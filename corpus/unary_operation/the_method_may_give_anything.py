# -, + and ~ give what the method of the type gives; without a method it is a TypeError.

class C:
    def __neg__(self):
        return "neg"

    def __pos__(self):
        return ["pos"]

    def __invert__(self):
        return None


c = C()
c.__neg__ = print
print(-c, +c, ~c, - + ~5, -(-3), +True, -0.0, + -1j)
for operation in (lambda: -"a", lambda: ~1.5, lambda: +[]):
    try:
        operation()
    except TypeError:
        print("TypeError")
