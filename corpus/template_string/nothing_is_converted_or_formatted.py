# The fields keep their values: nothing is converted or formatted.
# Needs: Python 3.14

class Loud:
    def __repr__(self):
        print("repr")
        return "loud"

    def __format__(self, specification):
        print("format", specification)
        return "loud"


page = t"{Loud()!r:>10} {Loud()}"
print(page.strings)
for field in page.interpolations:
    print(type(field.value).__name__, field.expression, field.conversion, field.format_spec)
