# What stands left of it is evaluated before, what stands right of it after, whichever branch is taken.

def say(n):
    print(n, end=" ")
    return n


def change():
    global x
    x = 10
    return True


x = 1
print([say("a"), say("b") if say(1) else say("c"), say("d")])
print(x + (x if change() else 0) + x, {say("k"): say("v") if say(0) else say("w")})
