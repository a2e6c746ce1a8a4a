# A slice is an object with the three bounds, None for those left out, passed to the methods for items.

class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key, value)

    def __delitem__(self, key):
        print("del", key)


show = Show()
print(show[1:2], show[:], show[::], show[1:], show[:2:], show[::-1], show["a":None:()])
show[1:] = "x"
del show[:2]
