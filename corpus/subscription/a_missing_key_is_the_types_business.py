# An exception of the method comes out as it is; a dictionary's subclass may make missing values up.

class Words(dict):
    def __missing__(self, key):
        return key * 2


for thing, key in (([1], 5), ({}, "k"), ("a", -2), ([1], "x"), ({}, [])):
    try:
        thing[key]
    except Exception as error:
        print(type(error).__name__)
print(Words(a=1)["a"], Words()["b"], [1, 2][-1], "abc"[1][0][0], {(1, 2): 3}[1, 2])
