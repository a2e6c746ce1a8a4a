# Items before a star are hashed before it is evaluated; those after it are added one by one.

class Key:
    def __init__(self, name):
        print("made", name)
        self.name = name

    def __hash__(self):
        print("hash", self.name)
        return 1

    def __eq__(self, other):
        return self.name == other.name

    def __iter__(self):
        print("iter", self.name)
        yield self


made = {Key("a"), Key("b"), *Key("c"), Key("d"), *Key("e")}
print([key.name for key in made])
for make in (
    lambda: {Key("a"), [], *Key("never")},
    lambda: {*Key("a"), [], Key("never")},
    lambda: {*Key("a"), Key("b"), (c := Key("c")), *(Key("d") if c else ()), [], Key("never")},
    lambda: {2, *1, Key("never")},
):
    try:
        make()
    except TypeError as error:
        print(error)
