# Whether a subject is a sequence or a mapping, its type says; the attribute `__class__` is not read.
# Needs: Python 3.10

class Liar:
    def __init__(self, kind):
        self.kind = kind

    @property
    def __class__(self):
        print("read")
        return self.kind

    def __len__(self):
        return 0


class Items(list):
    @property
    def __class__(self):
        print("read")
        return int


for subject in (Liar(list), Liar(tuple), Liar(dict), Items([1]), [], {}):
    match subject:
        case []:
            print("empty")
        case [first]:
            print("first", first)
        case {}:
            print("mapping")
        case _:
            print("neither")
