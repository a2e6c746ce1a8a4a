# Stands with: if_statement
# Case: clauses
def kind(one, two):
    if one:
        return 1
    elif two:
        return 2
    else:
        return 3


print(kind(1, 0), kind(0, 1), kind(0, 0))
# Prints: 1 2 3

# Case: falling through
def kind(one, two):
    if one:
        print(1)
    elif two:
        print(2)
    else:
        print(3)


kind(1, 0)
kind(0, 1)
kind(0, 0)
# Prints: 1 2 3
