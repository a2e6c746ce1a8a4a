# In comprehensions and generator expressions it binds in the function around, each time an element is made.

def f():
    squares = [last := n * n for n in range(4)]
    generator = (seen := n for n in "ab")
    try:
        print(seen)
    except NameError:
        print("not yet")
    next(generator)
    return squares, last, seen


print(f())
print(any((witness := n) > 2 for n in (1, 3, 5)), witness)
print([[total := (row, n) for n in range(row)] for row in range(3)], total)
