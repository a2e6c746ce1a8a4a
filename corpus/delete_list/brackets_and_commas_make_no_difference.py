# The targets may stand in parentheses or brackets, nest, be none, and have a comma behind them.

a = b = c = d = e = f = g = h = i = 1
items = [0, 1, 2, 3]
del a,
del (b)
del (c, d)
del [e, f,]
del (), []
del [g, (h, [items[0], items[0:1]])],
del ()
del []
print(sorted(name for name in "abcdefghi" if name in globals()), items)
