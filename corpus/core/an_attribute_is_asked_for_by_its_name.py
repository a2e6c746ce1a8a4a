# `getattr` with a text gives an attribute, here the arguments of an exception; a missing one is an AttributeError.

try:
    raise KeyError(1, 2)
except KeyError as error:
    print(*getattr(error, min(dict(args=0))))
try:
    raise ValueError
except ValueError as error:
    print(len(getattr(error, min(dict(args=0)))))
try:
    getattr(1, min(dict(spam=0)))
except AttributeError:
    print(3)
# prints: 1 2 0 3
