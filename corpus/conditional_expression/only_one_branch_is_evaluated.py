# The condition is evaluated first, then one of the two others.

def say(n):
    print(n, end=" ")
    return n


print(say("yes") if say(1) else say("no"))
print(say("yes") if say(0) else say("no"))
print(undefined if 0 else "fine", "fine" if 1 else 1 / 0)
