# The test's truth is asked once, and an exception of it goes out as it is.

class Answer:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("asked")
        return 1 / self.value > 0


assert Answer(1), "never"
try:
    assert Answer(-1), "negative"
except AssertionError as error:
    print(error)
try:
    assert Answer(0), "never"
except ZeroDivisionError as error:
    print(error.__context__)
