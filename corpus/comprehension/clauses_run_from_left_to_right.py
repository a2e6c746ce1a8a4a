# Each for and if is evaluated inside those before it; the element comes last.

def say(text, value=True):
    print(text, end=" ")
    return value


print([say("element", (a, b)) for a in say("first", [1, 2]) if say("if %d" % a, a == 2)
       for b in say("second", [3, 4]) if say("if %d" % b)])
