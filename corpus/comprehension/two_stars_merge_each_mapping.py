# Two stars before the element merge mappings: the first key and the last value are kept.
# Needs: Python 3.15

class Mapping:
    def keys(self):
        print("keys")
        return ["a", "b"]

    def __getitem__(self, key):
        print("get", key)
        return key * 2


ones = [{1: "a", 2: "b"}, {1.0: "z"}, Mapping()]
print({**d for d in ones})


def function(n):
    return {**(d if n else {}) for d in ones[:2]}, {**{i: (lambda: i)} for i in range(2)}[1]()


print(function(0))
print(function(1))
