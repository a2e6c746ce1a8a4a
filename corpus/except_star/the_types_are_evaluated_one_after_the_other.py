# The types of a clause are evaluated after the clause before has run, also when nothing is left to be taken.
# Needs: Python 3.11

def kind(name, value):
    print("types", name)
    return value


for error in (None, ExceptionGroup("g", [KeyError(1)]), KeyError(2)):
    try:
        print("suite")
        if error:
            raise error
    except* kind("first", ValueError):
        print("no")
    except* kind("second", KeyError):
        print("clause")
    except* kind("third", OSError):
        print("no")
