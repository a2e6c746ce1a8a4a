# While a comprehension of a module runs, nothing of it is in `globals()`: it may even go through that.
# Plain: namespace

def names(*ignored):
    return sorted(name for name in globals() if name[:2] != "__")


print([name for name in globals() if name[:2] != "__"])
print({name: i for i, name in enumerate(globals()) if name[:2] != "__"}, len(names()))
print([(names(), m, n) for m, *n in [(1, 2, 3)] if m if n])
print([[names() for n in [m]] for m in [1]], [n for m in [[1], [2]] for n in m if n > 1 if names()])
try:
    print([1 // n for n in (0,)])
except ZeroDivisionError:
    print(names())
n = 5
print([(n, globals()["n"]) for n in [1]], n, [n for n in [n]])
print([[name for name in names() if name != m] for m in ["n"]], names())
