# The key is hashed when the item is stored, after its value was evaluated.

class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        print("hash", self.name)
        return 1

    def __eq__(self, other):
        print("eq", self.name, other.name)
        return False


def say(n):
    print(n)
    return n


print(len({Key("a"): 1, Key("b"): 2}))
try:
    {[]: say("the value is evaluated")}
except TypeError:
    print("TypeError")
