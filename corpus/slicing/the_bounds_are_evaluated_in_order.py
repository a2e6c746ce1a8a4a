# The object first, then lower bound, upper bound and step of each slice; when storing, the value before all.

class Show:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        print("set", key)


def say(n):
    print(n, end=" ")
    return Show() if n == "object" else n


print(say("object")[say("a"):say("b"):say("c"), say("d"):, :say("e")])
say("object")[say("a"):say("b")] = say("value")
