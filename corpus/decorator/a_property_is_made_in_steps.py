# A decorator may read the attribute of the same name that was made before it.

class Box:
    @property
    def value(self):
        print("get")
        return self._value

    @value.setter
    def value(self, n):
        print("set", n)
        self._value = n

    @value.deleter
    def value(self):
        print("delete")


box = Box()
box.value = 3
print(box.value)
del box.value
