# Since: 3.12
type Pair[T] = tuple[T, Later]
type Number = int | float


class Holder:
    type Inside[T] = dict[str, T]
    type Plain = Later


class Later:
    pass


print(len(Pair.__value__.__args__), Pair.__name__, Holder.Inside.__name__, Holder.Plain.__value__ is Later)
print(Number.__value__.__args__ == (int, float), Pair[int].__args__ == (int,))
