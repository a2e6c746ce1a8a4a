# Normal end, exception, return, break and continue: the suite runs once for each.

def leave(way):
    for n in range(2):
        try:
            if way == "return":
                return "returned"
            elif way == "break":
                break
            elif way == "continue":
                continue
            elif way == "raise":
                raise KeyError
        finally:
            print(way, n)
    return "after the loop"


for way in ("return", "break", "continue", "nothing"):
    print(leave(way))
try:
    leave("raise")
except KeyError:
    print("went on")
