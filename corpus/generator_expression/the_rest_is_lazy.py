# Elements are made one by one, when they are asked for, with the values that names have by then.

def square(n):
    print("square", n)
    return n * n * factor


factor = 1
generator = (square(n) for n in range(4) if n % 2 == 0)
print(next(generator))
factor = 10
print(next(generator))
print(next(generator, "end"), next(generator, "end again"))
print(any(square(n) for n in (1, 2, 3)))
