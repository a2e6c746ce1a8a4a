# Case: normal
with Manager(0) as number:
    print(number)
# Prints: 10 11 12

# Case: swallowed
with Manager(1):
    raise Problem
print(7)
# Prints: 10 13 7

# Case: raised
try:
    with Manager(0):
        raise Problem
except Problem:
    print(7)
# Prints: 10 13 7

# Case: two
with Manager(0) as one, Manager(1) as two:
    print(one, two)
# Prints: 10 10 11 11 12 12
