# An exception may come from the test of a loop, at a later turn, too.

numbers = iter(range(1, 3))
try:
    while next(numbers):
        print(1)
    print(9)
except StopIteration:
    print(2)
# prints: 1 1 2
