# Neither while its statement runs nor after it does the module have a name more.
# Plain: namespace

def names(*ignored):
    return sorted(name for name in globals() if not name.startswith("__"))


turns = 2
print(names(lambda: turns), (lambda: names())(), sorted([2, 1], key=lambda n: (n, names())))
while turns:
    turns -= 1
    kept = lambda: turns
    print(kept(), names(lambda: kept))
try:
    print((lambda: unknown)())
except NameError:
    print(names())
