# What the last, false test assigned is there in the else suite.

items = ["a", "b", ""]
while item := items.pop(0):
    print(item)
else:
    print(repr(item), items)
