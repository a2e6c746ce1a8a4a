# A dictionary of keywords has their names as keys, which are texts; this is how the core makes texts.

def name(**names):
    return min(names)


print(len(name(spam=0)), len(min(dict(_=0))), len(min(dict(__init__=0))))
print(len(name(print=0)), len(name(name=0)))
print(len(min(dict(b=0, ab=0, c=0, abc=0))))
# prints: 4 1 8 5 4 2
