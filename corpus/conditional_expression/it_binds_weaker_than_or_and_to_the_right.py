# Everything but lambda, := and the comma binds tighter; a chain of conditions is read from the left.

def size(n):
    return "none" if n < 1 else "one" if n == 1 else "few" if n < 5 else "many"


print([size(n) for n in (0, 1, 3, 9)])
print(0 or 5 if 1 and 0 else 3 + 4, 1 if 2 else 3, 4 if 0 else 5)
print((lambda n: "yes" if n else "no")(0), [n if n % 2 else -n for n in range(4)], *[1] if 1 else [2])
