# A display makes a tuple even where tuple means something else, and its items are kept as they are.

tuple = None
items = [1]
pair = items, items
items.append(2)
print(pair, pair[0] is pair[1], ().__class__.__name__, (*"ab",), hash((1, 2)) == hash((1, 2)))
