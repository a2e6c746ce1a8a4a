# The test's __bool__ is called once, and __len__ where there is no __bool__.

class Answer:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("asked")
        return self.value


class Sized:
    def __len__(self):
        print("measured")
        return 0


for thing in (Answer(True), Answer(False), Sized()):
    if thing:
        print("true")
    else:
        print("false")
