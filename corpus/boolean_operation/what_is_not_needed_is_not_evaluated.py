# The right operand is evaluated only if the left one doesn't decide.

def say(n):
    print(n, end=" ")
    return n


print(say(0) and say(1), say(2) and say(3))
print(say(0) or say(1), say(2) or say(3))
print(say(1) and say(0) and say(2) or say(0) or say(4) or say(5))
