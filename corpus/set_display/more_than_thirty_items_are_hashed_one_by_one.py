# Thirty items are evaluated before the first is hashed; of more, each is hashed when it is evaluated.

class Item:
    def __hash__(self):
        order.append("hash")
        return 1

    def __eq__(self, other):
        return True


def i():
    order.append("make")
    return Item()


order = []
{i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(),
 i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i()}  # fmt: skip
print(*order[:4])
order.clear()
{i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(),
 i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i(), i()}  # fmt: skip
print(*order[:4])
