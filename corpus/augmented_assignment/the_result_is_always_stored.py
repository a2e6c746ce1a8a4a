# Also after an in-place operation the result is stored back, so an item of a tuple fails afterwards.

items = ([1],)
try:
    items[0] += [2]
except TypeError:
    print(items)


class Odd:
    def __iadd__(self, other):
        return "something else"


odd = Odd()
odd += 1
print(odd)
