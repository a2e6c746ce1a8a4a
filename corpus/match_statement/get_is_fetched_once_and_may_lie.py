# A mapping pattern fetches `get` once for all its keys; what `get` makes up is no key that the rest could lose.
# Plain: kinds

class Table(dict):
    def __getattribute__(self, name):
        print("fetch", name)
        return super().__getattribute__(name)


match Table(a=1, b=2, c=3):
    case {"a": 1, "b": 2, "c": found}:
        print(found)


class Liar(dict):
    def get(self, key, default=None):
        return "made up"


match Liar(a=1):
    case {"b": found}:
        print(found)
try:
    match Liar(a=1):
        case {"b": found, **rest}:
            print("no")
except KeyError as error:
    print("KeyError", error)
