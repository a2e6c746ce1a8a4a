# Only the normal end reaches the else suite.

def search(stop):
    for n in range(3):
        if n == stop:
            return "returned"
        if stop is None:
            raise KeyError
    else:
        print("else")
    return "after"


print(search(1))
print(search(7))
try:
    search(None)
except KeyError:
    print("no else")
