# What stands behind `**` need not be a dictionary: here it is the read-only mapping of what a type has.

def names_of(**names):
    return names


def ask(value):
    while value:
        return 1
    return 0


print(ask(names_of(**vars(int))))
# prints: 1
