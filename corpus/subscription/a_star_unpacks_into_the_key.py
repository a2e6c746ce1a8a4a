# `x[*y]` has a tuple for its key, with the items of y; so it is for stores, deletions and in-place operations.
# Needs: Python 3.11

class Table:
    def __getitem__(self, key):
        print("get", key)
        return 10

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)

    def __class_getitem__(cls, key):
        return key


table, b, c = Table(), (1, 2), []
table[*b]
table[*b,]
table[*c]
table[0, *b, 3, *b]
table[*b, 1:2], table[*b, ::3, *c]
table[*b] = 1
table[0, *b] = table[*c, :] = 2
table[*b] += 5
table[*b, 1:] -= 5
del table[*b], table[*b, 1:2]
(table[*b], d), [*table[*c]] = (1, 2), "ab"
for table[*b] in (3,):
    pass
print(Table[*b], Table[*"ab", 3], d)
