# Lists, sets and dictionaries are made even where the names of their types mean something else.

list = set = dict = iter = next = None
print([n for n in "ab"], {n for n in "a"}, {n: n for n in "a"})


class C:
    append = [n * 2 for n in (1, 2)]


print(C.append)
