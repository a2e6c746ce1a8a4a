# Stands with: delete_statement
# Case: two
one = 1
two = 2
del one, two
try:
    two
except:
    print(1)
# Prints: 1
