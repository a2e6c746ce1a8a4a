# The value may be any expression, with a scope for each comprehension and lambda in it.
# Needs: Python 3.12
# Plain: kinds, up to Python 3.11

flag = True
type Choice = int if flag else str
type Squares[T] = [(T, n * n) for n in range(3) if n or flag]
type Words = f"{flag!r:>6}" + "x" * 2
type Chain = 1 < 2 < 3 and not flag or -1
type Display = {"a": [*range(2)], **{"b": (lambda x, y=flag: (x, y))(1)}}
print(Choice.__value__, Squares.__value__, repr(Words.__value__), Chain.__value__, Display.__value__)
