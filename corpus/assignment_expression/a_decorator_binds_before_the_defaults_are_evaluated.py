# The decorators of a definition are evaluated first: their names are bound when the defaults and bases are evaluated.


def noted(*names):
    print("noted", names)

    def decorator(thing):
        print("decorating", thing.__name__, names)
        return thing

    return decorator


@noted(first := "a", first + "b")
@noted(second := first + "c")
def function(one=first, two=(third := second + "d"), *, three=third):
    return one, two, three


print(function(), first, second, third)


# What stands above a decorator stays there.
@noted(base := dict)
class Mapping(base, metaclass=(kind := type)):
    @noted(inside := "inside", inside)
    def method(self, value=inside):
        return value


print(Mapping.__mro__[1], kind, Mapping().method(), Mapping.inside)
