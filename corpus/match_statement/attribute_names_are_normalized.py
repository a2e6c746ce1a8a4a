# The names of attributes in a class pattern are normalized, as all names are.

class Box:
    def __getattr__(self, name):
        print("asked for", ascii(name))
        return name


match Box():
    case Box(ﬁle=found, ｋey="key"):
        print(ascii(found))
