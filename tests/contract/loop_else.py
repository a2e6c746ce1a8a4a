# Case: while
again = 1
while again:
    again = 0
    print(1)
else:
    print(2)
# Prints: 1 2

# Case: for
# Stands with: for_statement
for number in numbers(1, 2):
    print(number)
else:
    print(3)
# Prints: 1 2 3

# Case: break
# Stands with: break_statement
while 1:
    break
else:
    print(1)
print(2)
# Prints: 2
