# What stands before `/` is passed by position only, so its name is free for keywords.

def show(a, b=2, /, c=3, **names):
    print(a, b, c, len(names))


show(1)
show(1, 4, 5)
show(1, a=6, b=7)
show(1, c=8, a=9)
# prints: 1 2 3 0 1 4 5 0 1 2 3 2 1 2 8 1
