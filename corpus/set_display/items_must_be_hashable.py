# An item that can't be hashed is a TypeError.

for make in (lambda: {[]}, lambda: {1, {}}, lambda: {*[[1]]}, lambda: {(1, [])}, lambda: {*5}):
    try:
        make()
    except TypeError:
        print("TypeError")
print({(1, ()), (1, ())}, {frozenset()})
