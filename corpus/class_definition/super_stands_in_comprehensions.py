# From Python 3.12 on super() may stand in a comprehension, which runs in the frame of the method; before, it takes its iterator.
# Changed in: Python 3.12

class Base:
    def name(self):
        return "Base"


class Child(Base):
    def inside(self):
        try:
            return [super().name() for _ in "ab"], {n: super().name() for n in [super().name() for _ in "a"]}
        except TypeError:
            return "TypeError"

    def hidden(self):
        return [__class__.__name__ for self in "ab"]


print(Child().inside(), Child().hidden())
