# From Python 3.10 on an index, an item of a set and the element of a set comprehension need no parentheses for it.

def told(value):
    print("evaluated", value)
    return value


items = ["a", "b", "c"]
print(items[n := told(1)], n)
print(sorted({first := told(3), told(4)}), first)
print(sorted({last := told(x) for x in (5, 6)}), last)
items[m := told(0)] = told("d")
del items[k := told(2)]
print(items, m, k)
