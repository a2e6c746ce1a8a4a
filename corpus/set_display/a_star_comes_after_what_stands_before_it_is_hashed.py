# What stands before the first star is hashed before the star is evaluated; from there on item by item.

class Item:
    def __init__(self, number):
        print("make", number, end=" ")
        self.number = number

    def __hash__(self):
        print("hash", self.number, end=" ")
        return self.number

    def __eq__(self, other):
        return self.number == other.number


made = {Item(1), Item(2), *[Item(3)], Item(4), Item(1)}
print(len(made))
try:
    {[], *print("never")}
except TypeError:
    print("TypeError")
