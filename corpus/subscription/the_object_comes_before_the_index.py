# The object is evaluated before the index; when storing, the value comes first of all.

def say(n, value):
    print(n, end=" ")
    return value


items = [1, 2, 3]
print(say("object", items)[say("index", 1)])
say("object", items)[say("index", 1)] = say("value", 5)
print(items)
del say("object", items)[say("index", 0)]
print(items)
