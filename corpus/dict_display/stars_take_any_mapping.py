# What stands behind ** needs keys and items only; the keys may be of any type.

class Mapping:
    def keys(self):
        print("keys")
        return iter([1, "b", None])

    def __getitem__(self, key):
        print("get", key)
        return [key]


print({"a": 0, **Mapping(), "c": 1})
for nothing in (5, [("a", 1)], None, {1}):
    try:
        {**nothing}
    except TypeError:
        print("TypeError")
