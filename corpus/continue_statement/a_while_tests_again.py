# continue goes to the test of a while, which is evaluated anew.

n = 0


def test():
    print("test", n)
    return n < 4


while test():
    n += 1
    if n % 2:
        continue
    print("even", n)
