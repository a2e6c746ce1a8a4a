# The value is evaluated first, then the annotation (where it is evaluated at once, up to Python 3.13).
# Changed in: Python 3.14

def say(text, value):
    print(text)
    return value


a: say("annotation of a", int) = say("value of a", 1)
b: say("annotation of b", str)
print(a)


class C:
    c: say("annotation of c", int) = say("value of c", 2)


print(C.c)
