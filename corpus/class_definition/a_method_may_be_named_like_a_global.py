# In a method, a name that is also a method's is still the module's.
# Plain: frames

def greet():
    return "the module's"


def twice(function):
    return lambda self: (function(self), function(self))


class C:
    def greet(self):
        return greet()

    @twice
    def len(self):
        return len("four")

    sort = lambda self: sort
    total = [len.__name__, max([1, 2])]

    def max(self, first=max):
        return first([3, 4]), max([5, 6])


sort = "the module's sort"
print(C().greet(), C().len(), C().sort(), C.total, C().max())
print(C.greet.__name__, C.greet.__qualname__, C.sort.__name__)
