# Inside, the name of the definition is that of the scope around: what the decorators made, or what is bound there later.
# Needs: Python 3.12

def wrap(thing):
    return [thing]


@wrap
def function[T]():
    return function


@wrap
class Box[T]:
    def get(self):
        return Box


print(type(function[0]()), type(Box[0]().get()))


class Chain[T]:
    def more(self):
        return Chain


def count[T](n):
    return n and count(n - 1)


kept, Chain, counted, count = Chain, "chain", count, lambda n: "count"
print(kept().more(), counted(3))


class Holder:
    def same[T](self):
        return same

    class Same[T]:
        def get(self):
            return Same


for use in (lambda: Holder().same(), lambda: Holder.Same().get()):
    try:
        use()
    except NameError as error:
        print(error)
