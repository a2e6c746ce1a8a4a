# What stands after `**mapping` in a call is evaluated when the mapping has been read, once.

class Mapping:
    def keys(self):
        print("keys")
        return ["a", "b"]

    def __getitem__(self, key):
        print("item", key)
        return key.upper()


def show(*args, **keywords):
    print(args, keywords)


def value(text):
    print("value", text)
    return text


show(*value("xy"), first=(f := value("first")), **Mapping(), last=(n := value("last")))
print(f, n)
show(**Mapping(), last=(n := value("again")), **{"c": n})
try:
    show(**Mapping(), a=(n := value("twice")))
except TypeError:
    print("TypeError", n)
