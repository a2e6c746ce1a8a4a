# Once the target is bound, nothing else holds the item; after the loop, nothing holds the iterator.
# Plain: release

class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone", self.name)


def one_by_one(names):
    for item in map(Item, names):
        print("has", item.name)
        del item
        print("end of the turn")
    print("left")


one_by_one("ab")


def numbers():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")


def broken_off():
    for number in numbers():
        break
    print("after break", number)


broken_off()


def broken_off_with_else():
    for number in numbers():
        break
    else:
        print("not broken off")
    print("after break", number)


broken_off_with_else()


class Numbers:
    def __init__(self):
        self.next = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.next += 1
        if self.next > 2:
            raise StopIteration
        return self.next

    def __del__(self):
        print("no more numbers")


def to_the_end():
    for number in Numbers():
        print(number)
    else:
        print("not broken off")
    print("left")


to_the_end()
