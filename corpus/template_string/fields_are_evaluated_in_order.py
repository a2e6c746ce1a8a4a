# The fields are evaluated in order, each before its format specification, and this before the next field.
# Needs: Python 3.14

def seen(value):
    print("value", value)
    return value


class Width:
    def __format__(self, specification):
        print("format the width")
        return "5"


page = t"{seen(1):{seen(2)}{Width()}} {seen(3)!s:{seen('>')}}"
print(page.values, [field.format_spec for field in page.interpolations])
