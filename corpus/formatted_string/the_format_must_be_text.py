# A __format__ that gives no string is a TypeError, and so is a specification that the type doesn't know.

class Bad:
    def __format__(self, specification):
        return 5


for make in (lambda: f"{Bad()}", lambda: f"{[]:>3}", lambda: f"{None:d}", lambda: f"{'a':d}"):
    try:
        print(make())
    except (TypeError, ValueError) as error:
        print(type(error).__name__)
