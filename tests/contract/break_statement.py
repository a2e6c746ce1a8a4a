# Case: while
while 1:
    print(1)
    break
print(2)
# Prints: 1 2

# Case: for
# Stands with: for_statement
for number in numbers(1, 2):
    print(number)
    break
# Prints: 1

# Case: if
# Stands with: for_statement, if_statement
for number in numbers(0, 1, 2):
    if number:
        break
    print(number)
# Prints: 0
