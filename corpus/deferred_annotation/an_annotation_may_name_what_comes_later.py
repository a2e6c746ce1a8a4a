# An annotation is evaluated when somebody asks for it, so it may name what comes later.
# Needs: Python 3.14

def first(items: Items) -> Item:
    return items[0]


class Item:
    owner: Owner
    parts: Items

    def join(self, other: Item) -> Items:
        return Items()


class Owner:
    pass


class Items(list):
    pass


print(dict(first.__annotations__) == {"items": Items, "return": Item})
print(dict(Item.__annotations__) == {"owner": Owner, "parts": Items}, dict(Item.join.__annotations__) == {"other": Item, "return": Items})
