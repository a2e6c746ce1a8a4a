# Three fields may be in each other's specifications, and the name of a character is none of them.
# Needs: Python 3.12


class Shown:
    def __format__(self, specification):
        return repr(specification)


a = b = c = Shown()
print(f"{a:{b:{c:\N{BULLET}>4}}}")
