# Mappings, few items and many items in one display are taken from left to right, and a later value wins.

class Key:
    def __init__(self, name):
        self.name = name

    def __hash__(self):
        print("hash", self.name)
        return hash(self.name)

    def __eq__(self, other):
        return self.name == other.name

    def __repr__(self):
        return self.name


class Mapping:
    def __init__(self, *names):
        self.names = names

    def keys(self):
        print("keys", *self.names)
        return map(Key, self.names)

    def __getitem__(self, key):
        print("item", key)
        return "mapping"


k = [Key("k%d" % n) for n in range(20)]


def show(items):
    print({str(key): value for key, value in items.items()})


show({
    k[0]: 0, **Mapping("a", "k1"),
    k[1]: 1, k[2]: 2, k[3]: 3, k[4]: 4, k[5]: 5, k[6]: 6, k[7]: 7, k[8]: 8, k[9]: 9,
    k[10]: 10, k[11]: 11, k[12]: 12, k[13]: 13, k[14]: 14, k[15]: 15, k[16]: 16, k[17]: 17,
    **Mapping("k17", "b"), k[18]: 18,
})
show({
    **Mapping("a", "k1"),
    k[1]: 1, k[2]: 2, k[3]: 3, k[4]: 4, k[5]: 5, k[6]: 6, k[7]: 7, k[8]: 8, k[9]: 9,
    k[10]: 10, k[11]: 11, k[12]: 12, k[13]: 13, k[14]: 14, k[15]: 15, k[16]: 16, k[17]: 17,
})
