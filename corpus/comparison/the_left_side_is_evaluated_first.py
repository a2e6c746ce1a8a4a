# The left operand is evaluated first, whichever of the two is asked.

def say(text, value):
    print(text, end=" ")
    return value


print(say("a", 1) < say("b", 2), say("item", 1) in say("container", [1]), say("c", 1) != say("d", 1))
print(say("x", None) is say("y", None), say("z", 0) is not say("w", None), not say("v", 1) == 1)
