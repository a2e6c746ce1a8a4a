def f():
    print("f")
    return 2


print(1 < f() < 3)


class B:
    def __lt__(self, o):
        return "lt"


print(B() < 1, (B() < 1) is True)
