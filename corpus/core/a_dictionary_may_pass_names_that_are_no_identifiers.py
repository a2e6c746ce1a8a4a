# `**` passes texts that could not stand before `=`; a parameter with two stars takes them.

def names_of(**names):
    return names


def tuple_of(*items):
    return items


names = dict(zip(tuple_of(chr(32), chr(43)), tuple_of(1, 2)))
print(len(names_of(**names, a=3)))
print(*getattr(names_of(**names), min(dict(values=0)))())
try:
    names_of(**dict(zip(tuple_of(0), tuple_of(1))))
except TypeError:
    print(3)
# prints: 3 1 2 3
