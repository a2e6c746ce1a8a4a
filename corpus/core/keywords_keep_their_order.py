# The dictionary that a parameter with two stars gets is in the order of the call.

def values(**names):
    return getattr(names, min(dict(values=0)))()


def pass_on(**names):
    print(*values(last=0, **names))


print(*values(b=1, a=2, d=3, c=4))
pass_on(z=5, y=6, x=7)
# prints: 1 2 3 4 0 5 6 7
