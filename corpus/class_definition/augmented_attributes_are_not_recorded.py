# From 3.13 on the class knows the attributes that are assigned through `self`, but not those that are only augmented.
# Plain: kinds, from Python 3.13 on

class Counter:
    def __init__(self):
        self.count = 0
        (self.low, [self.high]) = 1, [2]

    def add(self):
        self.count += 1
        self.total += 1
        for self.step in ():
            pass


print(sorted(getattr(Counter, "__static_attributes__", ())))
