# not, - and ~ work where bool, len, abs and the like mean something else.

bool = len = int = neg = not_ = True_ = None


def f(n, bool=5):
    return not n, -n, ~n, +n


print(f(3), f(0), not bool)
