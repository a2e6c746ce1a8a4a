# In a class body the first iterable may name what the body bound; element and conditions may not.

limit = "global"


class C:
    limit = 2
    numbers = [1, 2, 3]
    seen = list((n, limit) for n in numbers)
    try:
        list(n for n in numbers if n in numbers)
    except NameError:
        print("numbers is not visible there")


print(C.seen)
