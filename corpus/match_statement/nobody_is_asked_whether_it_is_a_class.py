# What a class pattern names is a class by its type, whatever it claims to be.

class Liar:
    @property
    def __class__(self):
        print("asked")
        return type


Kind = Liar()
for subject in (1, Kind):
    try:
        match subject:
            case Kind():
                print("matched")
    except TypeError:
        print("TypeError")
    try:
        match subject:
            case Kind(real):
                print("matched")
    except TypeError:
        print("TypeError")
