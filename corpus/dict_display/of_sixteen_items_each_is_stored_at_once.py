# Keys and values of fifteen items are evaluated before the first key is hashed; of sixteen, each is stored at once.

class Key:
    def __hash__(self):
        order.append("hash")
        return 1

    def __eq__(self, other):
        return True


def k():
    order.append("key")
    return Key()


def v():
    order.append("value")


order = []
{k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(),
 k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v()}  # fmt: skip
print(*order[:6])
order.clear()
{k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), "a": v(), **{1: 2}, k(): v()}
print(*order)
order.clear()
{k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(),
 k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v(), k(): v()}  # fmt: skip
print(*order)
