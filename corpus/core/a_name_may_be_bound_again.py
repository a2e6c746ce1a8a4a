# The last assignment before it is what a name tells.

number = 1
print(number)
number = 2
print(number)
# prints: 1 2
