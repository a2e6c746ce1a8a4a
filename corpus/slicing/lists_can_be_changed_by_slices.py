# Storing into a slice of a list replaces that part, deleting removes it, with any iterable.

numbers = list(range(6))
numbers[1:3] = "abc"
print(numbers)
numbers[::2] = (n for n in "wxyz")
print(numbers)
del numbers[-2:], numbers[:1]
print(numbers)
numbers[1:1] += [7, 8]
numbers[:0], numbers[5:] = [9], ()
print(numbers)
