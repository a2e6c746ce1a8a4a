# Differs: the core makes a new tuple of constants each time.

def pair():
    return (1, 2)


print(pair() is pair())
