# The iterable is evaluated and asked for its iterator once; next is called until it raises.

class Loud:
    def __iter__(self):
        print("iter")
        self.n = 0
        return self

    def __next__(self):
        print("next", self.n)
        if self.n == 2:
            raise StopIteration
        self.n += 1
        return self.n


def iterable():
    print("evaluated")
    return Loud()


for n in iterable():
    print("suite", n)
