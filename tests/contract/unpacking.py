# Case: two
one, two = numbers(1, 2)
print(one, two)
# Prints: 1 2

# Case: starred
one, *more = numbers(1, 2, 3)
show(one, more)
# Prints: 1 2,3

# Case: nested
one, (two, three) = numbers(1, numbers(2, 3))
print(one, two, three)
# Prints: 1 2 3

# Case: iterator
one, two = Counting(2)
print(one, two)
# Prints: 1 2

# Case: swap
# Stands with: tuple_display
one = 1
two = 2
one, two = two, one
print(one, two)
# Prints: 2 1

# Case: loop
# Stands with: for_statement
for one, two in numbers(numbers(1, 2), numbers(3, 4)):
    print(one, two)
# Prints: 1 2 3 4

# Case: wrong number
try:
    one, two = numbers(1, 2, 3)
except ValueError:
    print(1)
# Prints: 1

# Case: too few
try:
    one, two = numbers(1)
except ValueError:
    print(1)
# Prints: 1
