# del of an attribute, an item or a slice calls a method, after the parts are evaluated.

class Box:
    def __delattr__(self, name):
        print("attribute", name)

    def __delitem__(self, key):
        print("item", key)


def box():
    print("box")
    return Box()


del box().name, box()["a", 1], (box()[1:2], [box()[...]])
numbers = [*range(10)]
del numbers[::2], numbers[-1]
print(numbers)
del ()
