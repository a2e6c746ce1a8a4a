# Sequences take anything with __index__; the name is read before the index is evaluated.

class Two:
    def __index__(self):
        print("index")
        return 2


def change():
    global items
    items = "new"
    return 0


items = ["a", "b", "c"]
print(items[Two()], (1, 2, 3)[True])
print(items[change()], items[change()])
