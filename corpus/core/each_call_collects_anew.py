# What a call collects is its own: the dictionary is a new one, even if it is passed on whole.

def names_of(**names):
    return names


def longer(**names):
    return names_of(more=0, **names)


first = names_of(a=1)
second = names_of(**first)
third = longer(**first)
print(len(first), len(second), len(third), len(first))
# prints: 1 1 2 1
