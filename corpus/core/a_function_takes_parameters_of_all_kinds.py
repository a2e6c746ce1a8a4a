# `/` ends the positional-only parameters, `*` begins the keyword-only ones; a comma may stand behind the last.

def first(a, /):
    return a


def second(a, b=2, /):
    return a, b


def third(a, /, *, b):
    return a, b


def fourth(a=1, /, *, b=2,):
    return a, b


def fifth(a, b,):
    return a, b


def sixth(a, b=2,):
    return a, b


def seventh(a, /, b, c=3, *rest, d, e=5, **names,):
    return a, b, c, rest, d, e, names


print(first(1), second(1), second(1, 3), third(1, b=2), fourth(), fourth(3, b=4), fifth(1, b=2), sixth(1))
print(seventh(1, 2, d=4), seventh(1, 2, 3, 4, 5, d=6, e=7, a=8, f=9))
for call in (lambda: first(a=1), lambda: third(1, 2), lambda: fifth(1, 2, 3), lambda: seventh(1, b=2)):
    try:
        call()
    except TypeError as error:
        print(error)
