# The value is what the StopIteration itself carries, whatever its class calls `value`.
# Plain: kinds
class Stop(StopIteration):
    value = property(lambda self: "of the class")


class Iterator:
    def __iter__(self):
        return self

    def __next__(self):
        raise Stop("of the exception")


def delegating():
    print((yield from Iterator()))


print(list(delegating()))
