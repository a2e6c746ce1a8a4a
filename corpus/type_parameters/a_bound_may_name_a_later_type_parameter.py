# Bounds see all type parameters of the definition, and the definition itself.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

class Node[T: Node | U, U]:
    def method[V: (T, V, "Node")](self):
        return Node


T, U = Node.__type_params__
(V,) = Node.method.__type_params__
print(T.__bound__, V.__constraints__[0] is T, V.__constraints__)
