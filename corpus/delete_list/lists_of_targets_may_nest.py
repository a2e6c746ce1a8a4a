# A target may be a list of targets; an empty one deletes nothing.

numbers = list(range(10))
x = y = z = 1
del (x, [numbers[0], (y, numbers[-1])]), z
del ()
print(numbers, "x" in globals(), "y" in globals(), "z" in globals())
