# All annotation scopes of a class see what it has become when they run, whatever else stands in its body.
# Needs: Python 3.12
# Hosts before Python 3.9 lack subscripts of builtin types.

class Documented[T]:
    """A docstring."""

    Item = int

    def first[U: Item](self): ...

    type Items = list[Item]


class Plain[T]:
    Item = int

    def first[U: Item](self): ...

    type Items = list[Item]


class Inside:
    """A docstring."""

    class Documented[T]:
        """Another."""

        Item = int
        type Items = list[Item]

        def first[U: Item](self): ...

        type Pairs = dict[Item, Item]


for generic in Documented, Plain, Inside.Documented:
    generic.Item = str
    bound = generic.first.__type_params__[0].__bound__
    print(generic.__qualname__, bound.__name__, generic.Items.__value__)
print(Inside.Documented.Pairs.__value__)
