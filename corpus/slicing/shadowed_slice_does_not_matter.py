# Slices are made even where the name slice means something else.

slice = None
numbers = list(range(10))
print(numbers[2:5], numbers[::3], "text"[::-1], numbers[-2:], (1, 2, 3)[:-1])


class C:
    slice = print
    part = "abc"[1:]


print(C.part)
