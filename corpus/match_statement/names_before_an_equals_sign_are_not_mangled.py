# In a class pattern a private name before `=` is the attribute of just that name; elsewhere in a class it is mangled.

class Box:
    pass


class Opener:
    def open(self, box):
        match box:
            case Box(__item=found):
                return "as written", found
            case Box(_Opener__item=found):
                return "mangled", found


plain, mangled = Box(), Box()
setattr(plain, "__item", 1)
setattr(mangled, "_Opener__item", 2)
print(Opener().open(plain), Opener().open(mangled))
