# There is one None, one True, one False and one Ellipsis; the result of any comparison is one of them.

def f():
    pass


n = 1
print(f() is None, (n == 1) is True, (n < 0) is False, (not n) is False, (None, True)[0] is None)
print(Ellipsis is ..., print("") is None, {None: 1, True: 2, 1: 3, ...: 4})
