# Case: while
again = 1
while again:
    again = 0
    print(1)
    continue
    print(2)
# Prints: 1

# Case: for
# Stands with: for_statement
for number in numbers(1, 2):
    print(number)
    continue
    print(3)
# Prints: 1 2

# Case: if
# Stands with: for_statement, if_statement
for number in numbers(0, 1, 2):
    if number:
        continue
    print(number)
# Prints: 0
