# A guard sees the names of its pattern, and they stay bound if it says no.

def check(x):
    print("checking", x)
    return x > 2


n = None
match [1, 2, 3]:
    case [n, *_] if check(n):
        print("first", n)
    case [_, n, _] if check(n):
        print("second", n)
    case [*_, n] if check(n):
        print("third", n)
match 0:
    case n if check(n):
        print("never")
print(n)
