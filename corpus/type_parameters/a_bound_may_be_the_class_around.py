# In a bound `__class__` is the class around, and None and True are what they are everywhere.
# Needs: Python 3.12

class Node:
    def put[T: __class__, U: (None, __class__)](self, value: T) -> U:
        return None

    class Empty[T: None]:
        pass


print([parameter.__bound__ for parameter in Node.put.__type_params__])
print(Node.put.__type_params__[1].__constraints__, Node.Empty.__type_params__[0].__bound__)
