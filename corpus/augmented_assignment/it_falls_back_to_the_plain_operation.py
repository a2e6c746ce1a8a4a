# Without an in-place method, or when that gives NotImplemented, the ordinary operation is tried.

class Number:
    def __iadd__(self, other):
        print("iadd")
        return NotImplemented

    def __add__(self, other):
        print("add")
        return NotImplemented


class Right:
    def __radd__(self, other):
        return "radd"


n = Number()
n += Right()
print(n)
m = Number()
try:
    m += 1
except TypeError:
    print("refused")
