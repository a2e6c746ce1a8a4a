# What an attribute is has a pattern of its own, as deep as you like.
# Needs: Python 3.10

class Node:
    def __init__(self, **attributes):
        self.attributes = attributes

    def __getattr__(self, name):
        try:
            return self.attributes[name]
        except KeyError:
            raise AttributeError(name) from None


def show(node):
    match node:
        case Node(left=Node(left=[first, [second, *rest]] as items), right={"key": Node(value=int() as n)}):
            return first, second, rest, items, n
        case Node(left=(1 | 2) as one, right=(Node() | None) as two) if one != 2:
            return one, two is None
        case Node(left=[Node(x=x), "end"] | {"x": x}):
            return x
    return "nothing"


print(show(Node(left=Node(left=[1, (2, 3, 4)]), right={"key": Node(value=5)})))
print(show(Node(left=1, right=None)), show(Node(left=2, right=None)))
print(show(Node(left=[Node(x="in a list"), "end"])), show(Node(left={"x": "in a mapping"})))
print(show(Node()))
