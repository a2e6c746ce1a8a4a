# An object without __iter__ is read by index until IndexError; anything else is a TypeError.

class Old:
    def __getitem__(self, index):
        if index > 2:
            raise IndexError
        return index * index


for n in Old():
    print(n)
try:
    for n in 5:
        print("never")
except TypeError:
    print("a number is no iterable")
