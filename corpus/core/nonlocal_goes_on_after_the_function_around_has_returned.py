# A variable that is bound with `nonlocal` keeps its value from call to call, after the function around has returned.

def steps():
    now = 1
    later = 2

    def step():
        nonlocal now
        nonlocal later
        before = now
        now = later
        later = 3
        return before

    return step


first = steps()
second = steps()
print(first(), first(), second(), first(), first(), second())
# prints: 1 2 1 3 3 2
