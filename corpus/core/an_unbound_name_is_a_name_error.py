# Reading a name that is bound nowhere raises NameError, in a statement of its own, too; later it may be bound.

def read():
    return late


try:
    late
    print(9)
except NameError:
    print(1)
try:
    read()
except NameError:
    print(2)
late = 3
late
print(read())
# prints: 1 2 3
