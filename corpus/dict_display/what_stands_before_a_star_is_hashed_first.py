# Keys before a `**` are hashed before it is evaluated, also if it needs statements.

class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        print("hash", self.name)
        return 1


def mapping(name):
    print("mapping", name)
    return {name: 1}


print(len({Key("a"): 1, **mapping("b"), Key("c"): (d := 2), **(mapping("e") if d else {}), Key("f"): 3}))
for make in (
    lambda: {[]: 1, **mapping("never")},
    lambda: {[]: 1, **(never := mapping("never"))},
    lambda: {**mapping("a"), []: 1, **(mapping("never") or {})},
):
    try:
        make()
    except TypeError as error:
        print(error)
