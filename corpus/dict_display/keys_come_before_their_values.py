# Items are evaluated from left to right, in each the key before the value.

def say(n):
    print(n, end=" ")
    return n


print({say("a"): say(1), say("b"): say(2)})
print({**{say("c"): say(3)}, say("d"): say(4), **dict(e=say(5))})
