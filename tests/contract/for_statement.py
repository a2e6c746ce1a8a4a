# Case: items
for number in numbers(1, 2):
    print(number)
# Prints: 1 2

# Case: instance
for number in Counting(2):
    print(number)
# Prints: 1 2
