# The iterable is asked for its iterator once, by __iter__ or by index; anything else is a TypeError.

class Old:
    def __getitem__(self, index):
        print("index", index)
        return "ab"[index]


def f(iterable):
    yield from iterable


print(list(f("ab")), list(f({1: 2})), list(f(Old())), list(f(f([5]))))
for nothing in (5, None):
    try:
        next(f(nothing))
    except TypeError:
        print("TypeError")
