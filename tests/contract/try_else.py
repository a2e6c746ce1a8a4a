# Case: no exception
try:
    print(1)
except Problem:
    print(2)
else:
    print(3)
# Prints: 1 3

# Case: exception
try:
    raise Problem
except Problem:
    print(2)
else:
    print(3)
# Prints: 2
