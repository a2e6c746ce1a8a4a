# An exception undoes nothing, and an assignment whose right side raises does not bind.

def fail(value):
    raise KeyError


number = 1
other = 2
try:
    number = 3
    other = fail(number)
    number = 4
except KeyError:
    print(number, other)
print(number, other)
# prints: 3 2 3 2
