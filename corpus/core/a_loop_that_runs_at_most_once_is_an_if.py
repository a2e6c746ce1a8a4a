# A flag that the suite takes down makes `while` an `if`, and a second flag makes it an `else`.

def choose(flag, other):
    while flag:
        flag = 0
        other = 0
        print(1)
    while other:
        other = 0
        print(2)


choose(1, 1)
choose(0, 1)
choose(7, 7)
# prints: 1 2 1
