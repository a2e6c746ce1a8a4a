# Since: 3.12
from collections.abc import Callable


class Item:
    pass


def first[T](items: list[T], default: T = None) -> T:
    return items[0] if items else default


class Box[T](Item):
    __slots__ = ("content",)

    def __init__(self, content: T) -> None:
        self.content = content

    def map[U](self, function: Callable[[T], U]) -> "Box[U]":
        return Box(function(self.content))

    class Inner[T: Item]:
        names = [name for name in locals() if not name.startswith("__")]


class Named[T](Box[T], Item):
    pass


def around(x):
    def inner[T](y: T) -> tuple:
        return x, y

    class Local[T]:
        def get[S](self, y: S) -> T:
            return x

    return inner, Local


inner, Local = around(1)
print(first([3]), first([], 4), Box(2).map(str).content, Named[int](5).content, inner(2), Local[str]().get(0))
print(first.__qualname__, Box.map.__qualname__, inner.__qualname__, Local.__qualname__, Local.get.__qualname__)
print([base.__name__ for base in Named.__mro__], Box.Inner.names, len(Box.__parameters__), first.__defaults__)
