# What stands left of a yield is evaluated before it, names included, what stands right of it after.

def say(n):
    print(n)
    return n


def f():
    global x
    x = 1
    print([say("a"), (yield "first"), say("b")], x + (yield "second") + x)
    return dict(k=(yield "third"), **{say("c"): (yield "fourth")})


generator = f()
for value in (None, "sent", 10, "k", "l"):
    x = 2
    try:
        print("got", generator.send(value))
    except StopIteration as end:
        print(end.value)
