# not asks for the truth once, by __bool__ or else __len__, and gives True or False.

class Loud:
    def __bool__(self):
        print("asked", end=" ")
        return False


class Long:
    def __len__(self):
        print("length", end=" ")
        return 3


class Wrong:
    def __bool__(self):
        return 0


print(not Loud(), not Long(), not not Loud(), not [], not "a", not None, not object())
try:
    not Wrong()
except TypeError:
    print("TypeError")
if not Loud():
    print("condition")
