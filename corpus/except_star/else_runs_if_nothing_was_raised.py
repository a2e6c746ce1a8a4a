# `else` runs if the suite ended without an exception; what it raises is nobody's.
# Needs: Python 3.11

for error in (None, ValueError(1)):
    try:
        print("suite")
        if error:
            raise error
    except* ValueError:
        print("clause")
    else:
        print("else")

try:
    try:
        pass
    except* ValueError:
        print("no")
    else:
        raise ValueError("else")
except ValueError as error:
    print(repr(error), error.__context__)
