# A variable is bound to a type where it says so, where an operand is one, or where the variable is used as one.

from typing import Any, List, TypeVar, Union, get_type_hints

from shown import shown

T = TypeVar("T")


class A:
    pass


class B:
    Key = int | str
    Keys = list[Key]

    def get(self, key: Key, keys: "Keys | None" = None) -> Keys:
        Local = int | None
        return shown(Local)


Number = int | float
Maybe = Number | None
Both = A | B
Table = dict[str, list[Number]]
Old = List[int] | None
Anything = Any | None
Generic = list[T] | T
Names = "Number" and tuple[str, ...]


def f(x: Both, y: Maybe) -> Table:
    pass


print(shown([Number, Maybe, Both, Table, Old, Anything, Generic, Names]))
print(shown(f.__annotations__), shown(B.get.__annotations__), B().get(1))
print(shown(Union[Number, None]), shown(List[Number | str]))
print(shown([Generic, Table]))
