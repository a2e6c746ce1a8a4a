# Items are read, stored and deleted by methods of the type, not of the object.

class Show:
    def __getitem__(self, key):
        return "got", key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


show = Show()
show.__getitem__ = show.__setitem__ = show.__delitem__ = print
print(show[1], show["a", 2], show[()], show[None])
show[1, ] = show[2]
del show[3], show[4]
try:
    object()[0]
except TypeError:
    print("TypeError")
