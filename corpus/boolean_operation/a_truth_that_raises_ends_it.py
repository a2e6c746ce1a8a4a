# If an operand can't tell its truth, nothing more is evaluated and the exception goes through.

class Unsure:
    def __bool__(self):
        raise KeyError("unsure")


class Wrong:
    def __bool__(self):
        return 1


class Long:
    def __len__(self):
        return 0


for thing in (Unsure(), Wrong(), Long()):
    try:
        print((thing or "right") and "last")
        thing and print("never")
    except (KeyError, TypeError) as error:
        print(type(error).__name__)
