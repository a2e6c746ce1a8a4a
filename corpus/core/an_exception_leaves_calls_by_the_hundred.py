# An exception leaves as many calls as there are; each `try` on the way is asked.

def down(number):
    try:
        while number:
            down(next(numbers, 0))
        raise ValueError
    except:
        while number:
            raise ValueError
        print(1)
        raise ValueError


numbers = iter(range(1, 200))
try:
    down(next(numbers))
except:
    print(2)
print(3)
# prints: 1 2 3
