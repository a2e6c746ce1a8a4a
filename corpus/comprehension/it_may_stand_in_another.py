# A comprehension as the element or the iterable of another is evaluated anew at each turn.

rows = [[column * row for column in range(row)] for row in range(4)]
print(rows)
print([n for n in [m * 2 for m in range(3)] if n])
print({len(row): {n for n in row} for row in rows})
print([[x for x in range(x)] for x in range(3)], [lambda: n for n in "ab"][0]())
