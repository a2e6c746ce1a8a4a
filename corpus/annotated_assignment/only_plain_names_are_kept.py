# For an attribute, a subscript or a name in parentheses nothing is kept, but the value is stored.

class Box:
    pass


class C:
    box = Box()
    items = [0]
    box.value: int = 1
    items[0]: int = 2
    (bracketed): int = 3
    kept: int = 4


print(C.box.value, C.items, C.bracketed, list(C.__annotations__))
