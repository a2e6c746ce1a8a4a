# The object is evaluated once, before anything else; when storing, the value comes first.

class Box:
    pass


def say(n, value):
    print(n, end=" ")
    return value


box = Box()
say("object", box).x = say("value", 1)
say("object", box).x += say("more", 2)
print(say("object", box).x)
del say("object", box).x
print(vars(box))
