# What is added may be a tuple without parentheses.

items = [0]
items += 1, 2
items += 3,
print(items)
pair = ()
pair += items[0], items[-1]
print(pair)
