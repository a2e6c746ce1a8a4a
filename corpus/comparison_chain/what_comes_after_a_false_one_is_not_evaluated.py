# Once a comparison is false, the operands behind it aren't evaluated.

def say(n):
    print(n, end=" ")
    return n


print(say(2) < say(1) < say(5) < undefined)
print(say(1) in (say(1), say(2)) in [say(3)] in undefined)
print(1 < (x := 5) < (x := 3) < undefined, x)
