# A loop may have thousands of turns, and calls in them, and needs no more room for that.

def same(value):
    return value


numbers = iter(range(1, 10001))
number = next(numbers, 0)
while number:
    last = same(number)
    number = next(numbers, 0)
print(last, number)
# prints: 10000 0
