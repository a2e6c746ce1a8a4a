# A finally suite that jumps itself decides where it goes on, whatever was on its way.

def f(way):
    for n in range(3):
        try:
            if way == "return":
                return "first"
            if way == "raise":
                raise KeyError
            if way == "break":
                break
        finally:
            print(way, n)
            if n == 0:
                continue
            if n == 1:
                return "from finally"
    return "after the loop"


for way in ("return", "raise", "break", "nothing"):
    print(f(way))
