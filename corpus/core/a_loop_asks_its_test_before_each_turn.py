# The test is evaluated before each turn, and once more at the end; a turn that makes it false goes on.

def test():
    print(again)
    return again


again = 1
later = 2
while test():
    again = later
    later = 0
    print(3)
print(4)
# prints: 1 3 2 3 0 4
