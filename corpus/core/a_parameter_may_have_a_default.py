# A parameter with a default may be left out, from behind or by naming the others.

def show(a, b=2, c=3):
    print(a, b, c)


show(1)
show(1, 4)
show(1, 4, 5)
show(1, c=6)
show(b=7, a=8)
# prints: 1 2 3 1 4 3 1 4 5 1 2 6 8 7 3
