# The types are evaluated from left to right, when their clause is reached.
# Needs: Python 3.14

def kind(value):
    print(value.__name__)
    return value


try:
    raise KeyError(1)
except kind(ValueError), kind(TypeError):
    print("no")
except kind(IndexError), kind(LookupError), kind(OSError):
    print("handled")
except kind(KeyError), kind(OSError):
    print("no")

try:
    try:
        raise KeyError(1)
    except ValueError, 5:
        print("no")
except TypeError as error:
    print(error, repr(error.__context__))
