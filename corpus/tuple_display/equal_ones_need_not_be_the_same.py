# A tuple with names in it is made at each evaluation, of what the names mean then.

def f(x):
    return (x, 0), (1, 2)


first = f(1)
print(f(2), first, f(1) == first, first[1] == (1, 2))
functions = [lambda: (n, "n") for n in range(2)]
print([g() for g in functions])
