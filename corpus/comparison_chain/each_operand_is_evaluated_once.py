# The operand in the middle is evaluated once and compared twice.

def say(n):
    print(n, end=" ")
    return n


print(say(1) < say(2) < say(3))
print(say(1) < say(5) < say(3) < say(4))
print(say(3) > say(1) < say(2) != say(2) < say(9))
