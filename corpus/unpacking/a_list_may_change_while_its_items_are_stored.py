# The items of a list are taken before the first is stored: what a store does to the list does not count.


class Emptying:
    def __setattr__(self, name, value):
        items.clear()
        print(name, value, items)


items = ["first", "second"]
target = Emptying()
target.name, rest = items
print(rest)


class Sized(list):
    def __len__(self):
        return 5

    def __iter__(self):
        return iter("ab")


a, b = Sized()  # only the iterator of a subclass counts
print(a, b)
